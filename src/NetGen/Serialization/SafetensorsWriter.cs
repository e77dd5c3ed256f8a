using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetGen.CompilerServices;

namespace NetGen.Serialization;

/// <summary>
/// Writes a safetensors file from front to back: the header at once, then the tensors one by one in the order given.
/// The same tensors and metadata give the same bytes. The header is padded with spaces so that the data begins at a multiple of 8 bytes.
/// </summary>
public sealed class SafetensorsWriter
{
    private const int Alignment = 8;

    private readonly Stream _stream;
    private readonly SafetensorsTensor[] _tensors;
    private int _next;

    /// <summary>Writes the header.</summary>
    /// <param name="stream">A writable stream; stays open.</param>
    /// <param name="tensors">The tensors in the order in which their data will be written.</param>
    /// <param name="metadata">Written in the order given; none if empty.</param>
    /// <exception cref="ArgumentException">A name or a key comes twice, or the header passes 100,000,000 bytes.</exception>
    public SafetensorsWriter(Stream stream, IEnumerable<SafetensorsTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(metadata);
        _stream = stream;
        _tensors = [.. tensors];
        WriteHeader(metadata);
    }

    /// <summary>Writes a tensor of a network, which is the next one, from its slab.</summary>
    internal void WriteNext(TensorDescription tensor, ReadOnlySpan<float> slab)
    {
        float[] values = new float[tensor.Length];
        TensorAccess.Get(tensor, slab, values);
        WriteNext(values);
    }

    /// <summary>Writes the data of the next tensor, little-endian bytes.</summary>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public void WriteNext(ReadOnlySpan<byte> data)
    {
        SafetensorsTensor tensor = Next();
        if (data.Length != tensor.ByteLength)
        {
            throw new ArgumentException($"Tensor {tensor} has {tensor.ByteLength} bytes; data has {data.Length}.", nameof(data));
        }

        _stream.Write(data);
        _next++;
    }

    /// <summary>Writes the next tensor, which must be of 32-bit floats.</summary>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    /// <exception cref="InvalidOperationException">The tensor has another dtype, or there is none.</exception>
    public void WriteNext(ReadOnlySpan<float> data)
    {
        SafetensorsTensor tensor = Next();
        if (tensor.Dtype != SafetensorsTensor.F32)
        {
            throw new InvalidOperationException($"Tensor {tensor} can't be written as floats.");
        }

        if (data.Length != tensor.ByteLength / sizeof(float))
        {
            throw new ArgumentException($"Tensor {tensor} has {tensor.ByteLength / sizeof(float)} values; data has {data.Length}.", nameof(data));
        }

        // The bytes of a span of more than 2^29 floats can't be one span.
        const int Part = 1 << 14;
        int[] swapped = BitConverter.IsLittleEndian ? [] : new int[Part];
        for (ReadOnlySpan<float> rest = data; !rest.IsEmpty; rest = rest[Math.Min(Part, rest.Length)..])
        {
            ReadOnlySpan<float> part = rest[..Math.Min(Part, rest.Length)];
            if (!BitConverter.IsLittleEndian)
            {
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(part), swapped);
                part = MemoryMarshal.Cast<int, float>(swapped.AsSpan(0, part.Length));
            }

            _stream.Write(MemoryMarshal.AsBytes(part));
        }

        _next++;
    }

    /// <summary>Checks that all tensors were written.</summary>
    /// <exception cref="InvalidOperationException">Tensors are left to write.</exception>
    public void Finish()
    {
        if (_next < _tensors.Length)
        {
            throw new InvalidOperationException($"Tensor {_tensors[_next]} was not written.");
        }
    }

    private SafetensorsTensor Next() =>
        _next < _tensors.Length ? _tensors[_next] : throw new InvalidOperationException("All tensors of the file were written.");

    private void WriteHeader(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ArrayBufferWriter<byte> header = new();
        using (Utf8JsonWriter json = new(header, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            WriteTensors(json, _tensors);
            json.WriteEndObject();
        }

        int padding = -header.WrittenCount & (Alignment - 1);
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);
        if (header.WrittenCount > SafetensorsHeader.MaxLength)
        {
            throw new ArgumentException($"The header would have {header.WrittenCount} bytes; the format allows {SafetensorsHeader.MaxLength}.", nameof(metadata));
        }

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.WrittenCount);
        _stream.Write(length);
        _stream.Write(header.WrittenSpan);
    }

    private static void WriteMetadata(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach ((string key, string value) in metadata)
        {
            if (keys.Count == 0)
            {
                json.WriteStartObject(SafetensorsHeader.MetadataName);
            }

            if (!keys.Add(key))
            {
                throw new ArgumentException($"The key '{key}' comes twice.", nameof(metadata));
            }

            ArgumentNullException.ThrowIfNull(value, nameof(metadata));
            json.WriteString(key, value);
        }

        if (keys.Count > 0)
        {
            json.WriteEndObject();
        }
    }

    private static void WriteTensors(Utf8JsonWriter json, SafetensorsTensor[] tensors)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        long begin = 0;
        foreach (SafetensorsTensor tensor in tensors)
        {
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"The tensor name '{tensor.Name}' comes twice.", nameof(tensors));
            }

            long end = checked(begin + tensor.ByteLength);
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", tensor.Dtype);
            json.WriteStartArray("shape");
            foreach (long size in tensor.Shape)
            {
                json.WriteNumberValue(size);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(begin);
            json.WriteNumberValue(end);
            json.WriteEndArray();
            json.WriteEndObject();
            begin = end;
        }
    }
}
