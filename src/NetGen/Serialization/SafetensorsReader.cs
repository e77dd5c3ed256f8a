using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace NetGen.Serialization;

/// <summary>
/// Reads a safetensors file from front to back, also from a stream that can't seek: the header at once, then the tensors one by one.
/// Format: 8 bytes little-endian header length, the header as JSON, the tensors' data without gap.
/// </summary>
/// <remarks>Nothing is trusted: a length of the file is never allocated before that many bytes have come, and the caller gives the memory for tensors.</remarks>
/// <example><code>
/// SafetensorsReader reader = new(stream);
/// foreach (SafetensorsTensor tensor in reader.Tensors) { byte[] data = new byte[tensor.ByteLength]; reader.ReadNext(data); }
/// reader.Finish();
/// </code></example>
public sealed class SafetensorsReader
{
    private const int FirstChunk = 64 * 1024;

    private readonly Stream _stream;
    private int _next;

    /// <summary>Reads and checks the header.</summary>
    /// <param name="stream">A readable stream at the beginning of the file; stays open.</param>
    /// <exception cref="InvalidDataException">Not a safetensors file; the message says why.</exception>
    public SafetensorsReader(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        int read = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        if (read < prefix.Length)
        {
            throw SafetensorsHeader.Malformed($"it ends after {read} bytes, within the header length");
        }

        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > SafetensorsHeader.MaxLength)
        {
            throw SafetensorsHeader.Malformed($"its header length is {headerLength}, more than the {SafetensorsHeader.MaxLength} bytes allowed");
        }

        SafetensorsHeader header = SafetensorsHeader.Parse(ReadHeader(stream, (int)headerLength));
        Tensors = header.Tensors;
        Metadata = header.Metadata;
        CheckLength();
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>The metadata; empty where the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads the data of the next tensor as it lies in the file (little-endian).</summary>
    /// <param name="destination">As many bytes as the tensor has, written.</param>
    /// <exception cref="InvalidDataException">The file ends too early.</exception>
    public void ReadNext(Span<byte> destination)
    {
        SafetensorsTensor tensor = Next();
        if (destination.Length != tensor.ByteLength)
        {
            throw new ArgumentException($"Tensor {tensor} has {tensor.ByteLength} bytes; destination has {destination.Length}.", nameof(destination));
        }

        Read(tensor, destination);
    }

    /// <summary>Reads the next tensor, which must be of 32-bit floats.</summary>
    /// <param name="destination">As many values as the tensor has, written.</param>
    /// <exception cref="InvalidDataException">The file ends too early.</exception>
    /// <exception cref="InvalidOperationException">The tensor has another dtype, or there is none.</exception>
    public void ReadNext(Span<float> destination)
    {
        SafetensorsTensor tensor = Next();
        if (tensor.Dtype != SafetensorsTensor.F32)
        {
            throw new InvalidOperationException($"Tensor {tensor} can't be read as floats.");
        }

        if (destination.Length != tensor.ByteLength / sizeof(float))
        {
            throw new ArgumentException($"Tensor {tensor} has {tensor.ByteLength / sizeof(float)} values; destination has {destination.Length}.", nameof(destination));
        }

        // The bytes of a span of more than 2^29 floats can't be one span.
        const int Part = 1 << 20;
        for (Span<float> rest = destination; !rest.IsEmpty; rest = rest[Math.Min(Part, rest.Length)..])
        {
            Span<float> part = rest[..Math.Min(Part, rest.Length)];
            Fill(tensor, MemoryMarshal.AsBytes(part));
            if (!BitConverter.IsLittleEndian)
            {
                Span<int> bits = MemoryMarshal.Cast<float, int>(part);
                BinaryPrimitives.ReverseEndianness(bits, bits);
            }
        }

        _next++;
    }

    /// <summary>Checks that all tensors were read and that the stream ends behind them.</summary>
    /// <exception cref="InvalidDataException">More bytes follow.</exception>
    /// <exception cref="InvalidOperationException">Tensors are left to read.</exception>
    public void Finish()
    {
        if (_next < Tensors.Count)
        {
            throw new InvalidOperationException($"Tensor {Tensors[_next]} was not read.");
        }

        if (_stream.ReadByte() >= 0)
        {
            throw SafetensorsHeader.Malformed("bytes follow behind the last tensor");
        }
    }

    private static ReadOnlySpan<byte> ReadHeader(Stream stream, int length)
    {
        byte[] header = new byte[Math.Min(length, FirstChunk)];
        int filled = 0;
        while (true)
        {
            int read = stream.ReadAtLeast(header.AsSpan(filled), header.Length - filled, throwOnEndOfStream: false);
            filled += read;
            if (filled < header.Length)
            {
                throw SafetensorsHeader.Malformed($"it ends after {filled} bytes of a header of {length}");
            }

            if (filled == length)
            {
                return header;
            }

            Array.Resize(ref header, (int)Math.Min(length, 2L * header.Length));
        }
    }

    private SafetensorsTensor Next() =>
        _next < Tensors.Count ? Tensors[_next] : throw new InvalidOperationException("All tensors of the file were read.");

    private void Read(SafetensorsTensor tensor, Span<byte> destination)
    {
        Fill(tensor, destination);
        _next++;
    }

    private void Fill(SafetensorsTensor tensor, Span<byte> destination)
    {
        if (_stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
        {
            throw SafetensorsHeader.Malformed($"it ends within the data of tensor '{tensor.Name}'");
        }
    }

    /// <summary>Where the stream knows its length, a wrong one is found before a caller makes room for tensors.</summary>
    private void CheckLength()
    {
        if (!_stream.CanSeek)
        {
            return;
        }

        long expected = 0;
        foreach (SafetensorsTensor tensor in Tensors)
        {
            expected += tensor.ByteLength;
        }

        long present = _stream.Length - _stream.Position;
        if (present != expected)
        {
            throw SafetensorsHeader.Malformed($"its tensors have {expected} bytes, but {present} follow the header");
        }
    }
}
