using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace NetGen.Data;

/// <summary>
/// An array read from an IDX file, the format of MNIST: two zero bytes, element type, number of dimensions, the dimensions as big-endian
/// 32-bit integers, then the elements, big-endian and row-major. Files compressed with gzip are recognized by their first bytes.
/// </summary>
public sealed class IdxFile
{
    private readonly int[] _shape;
    private readonly byte[] _payload;

    internal IdxFile(IdxType type, int[] shape, byte[] payload)
    {
        Type = type;
        _shape = shape;
        _payload = payload;
        Length = payload.Length / SizeOf(type);
    }

    /// <summary>The type of the elements.</summary>
    public IdxType Type { get; }

    /// <summary>The dimensions, such as [60000, 28, 28].</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, plain or compressed with gzip.</param>
    /// <exception cref="InvalidDataException">Not an IDX file, or its length is not what its header says.</exception>
    public static IdxFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return IdxReader.Read(stream, Path.GetFileName(path));
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">A readable stream, plain or compressed with gzip; stays open.</param>
    /// <param name="name">What error messages call the stream.</param>
    /// <exception cref="InvalidDataException">Not in the IDX format, or the length is not what the header says.</exception>
    public static IdxFile Read(Stream stream, string name = "IDX")
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return IdxReader.Read(stream, name);
    }

    /// <summary>The elements as floats, each multiplied by a factor. Integers beyond 2^24 and doubles are rounded.</summary>
    /// <param name="scale">The factor, such as 1/255 for pixels.</param>
    public float[] ToSingles(float scale = 1f)
    {
        float[] values = GC.AllocateUninitializedArray<float>(Length);
        ReadOnlySpan<byte> bytes = _payload;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = scale * Type switch
            {
                IdxType.Byte => bytes[i],
                IdxType.SByte => (sbyte)bytes[i],
                IdxType.Int16 => BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * i)..]),
                IdxType.Int32 => BinaryPrimitives.ReadInt32BigEndian(bytes[(4 * i)..]),
                IdxType.Single => BinaryPrimitives.ReadSingleBigEndian(bytes[(4 * i)..]),
                _ => (float)BinaryPrimitives.ReadDoubleBigEndian(bytes[(8 * i)..]),
            };
        }

        return values;
    }

    /// <summary>The elements as integers.</summary>
    /// <exception cref="InvalidOperationException">The elements are floats.</exception>
    public int[] ToInt32s()
    {
        if (Type is IdxType.Single or IdxType.Double)
        {
            throw new InvalidOperationException($"The elements are of type {Type}, not integers.");
        }

        int[] values = GC.AllocateUninitializedArray<int>(Length);
        ReadOnlySpan<byte> bytes = _payload;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Type switch
            {
                IdxType.Byte => bytes[i],
                IdxType.SByte => (sbyte)bytes[i],
                IdxType.Int16 => BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * i)..]),
                _ => BinaryPrimitives.ReadInt32BigEndian(bytes[(4 * i)..]),
            };
        }

        return values;
    }

    internal static int SizeOf(IdxType type) => type switch
    {
        IdxType.Byte or IdxType.SByte => 1,
        IdxType.Int16 => 2,
        IdxType.Int32 or IdxType.Single => 4,
        _ => 8,
    };
}
