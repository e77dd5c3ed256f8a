using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace NetGen.Data;

/// <summary>Reads the IDX format. The header decides how much is read, never how much is allocated before bytes have arrived.</summary>
internal static class IdxReader
{
    private const int FirstBlock = 1 << 16;

    internal static IdxFile Read(Stream stream, string name)
    {
        Span<byte> magic = stackalloc byte[4];
        int length = Fill(stream, magic, name);
        if (length < 2 || magic[0] != 0x1F || magic[1] != 0x8B)
        {
            return ReadPlain(magic[..length], stream, name);
        }

        using PrefixedStream compressed = new(magic[..length].ToArray(), stream);
        using GZipStream plain = new(compressed, CompressionMode.Decompress);
        length = Fill(plain, magic, name);
        return ReadPlain(magic[..length], plain, name);
    }

    private static IdxFile ReadPlain(ReadOnlySpan<byte> magic, Stream stream, string name)
    {
        if (magic.Length < 4)
        {
            throw new InvalidDataException($"{name}: {magic.Length} bytes are no IDX file; its header has at least 8.");
        }

        IdxType type = (IdxType)magic[2];
        if (magic[0] != 0 || magic[1] != 0 || !Enum.IsDefined(type) || magic[3] == 0)
        {
            throw new InvalidDataException(
                $"{name}: an IDX file begins with 00 00, a type from 08 to 0E and the number of dimensions; here is {Convert.ToHexString(magic)}.");
        }

        int[] shape = new int[magic[3]];
        long bytes = IdxFile.SizeOf(type);
        Span<byte> dimension = stackalloc byte[4];
        for (int i = 0; i < shape.Length; i++)
        {
            if (Fill(stream, dimension, name) < dimension.Length)
            {
                throw new InvalidDataException($"{name}: the file ends within its header; {shape.Length} dimensions are announced.");
            }

            uint size = BinaryPrimitives.ReadUInt32BigEndian(dimension);
            bytes = size > int.MaxValue ? long.MaxValue : bytes * size;
            if (bytes > Array.MaxLength)
            {
                throw new InvalidDataException($"{name}: dimension {i + 1} is {size}, so the array would be larger than {Array.MaxLength} bytes.");
            }

            shape[i] = (int)size;
        }

        return new IdxFile(type, shape, ReadPayload(stream, (int)bytes, name));
    }

    private static byte[] ReadPayload(Stream stream, int expected, string name)
    {
        byte[] payload = new byte[Math.Min(expected, FirstBlock)];
        int filled = 0;
        while (true)
        {
            filled += Fill(stream, payload.AsSpan(filled), name);
            if (filled < payload.Length)
            {
                throw new InvalidDataException($"{name}: the header announces {expected} bytes of elements; the file has {filled}.");
            }

            if (filled == expected)
            {
                break;
            }

            Array.Resize(ref payload, (int)Math.Min(expected, 2L * payload.Length));
        }

        Span<byte> next = stackalloc byte[1];
        return Fill(stream, next, name) == 0
            ? payload
            : throw new InvalidDataException($"{name}: the header announces {expected} bytes of elements; the file has more.");
    }

    /// <summary>Reads until the buffer is full or the stream ends.</summary>
    private static int Fill(Stream stream, Span<byte> buffer, string name)
    {
        try
        {
            return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{name}: the gzip data is damaged.", exception);
        }
    }
}
