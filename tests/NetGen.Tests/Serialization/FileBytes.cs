using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;

namespace NetGen.Tests.Serialization;

/// <summary>Makes safetensors files by hand, without the writer under test.</summary>
internal static class FileBytes
{
    public static byte[] Of(string header, params byte[] data) => Of(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Of(byte[] header, params byte[] data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. header, .. data];
    }

    public static byte[] Floats(params float[] values) =>
        [.. values.SelectMany(value =>
        {
            byte[] bytes = new byte[4];
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            return bytes;
        })];
}
