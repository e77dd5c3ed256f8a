using System;
using System.Collections.Generic;
using System.Text.Json;

namespace NetGen.Serialization;

/// <summary>Reads the JSON of a safetensors header token by token, so that a duplicate key is seen and no object model is built.</summary>
internal sealed class HeaderParser
{
    private readonly List<(SafetensorsTensor Tensor, long Begin, long End)> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    public SafetensorsHeader Parse(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (ReadName(ref reader, "a tensor") is { } name)
        {
            if (!_names.Add(name))
            {
                throw SafetensorsHeader.Malformed($"its header has the name '{name}' twice");
            }

            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw SafetensorsHeader.Malformed($"'{name}' in its header is not an object");
            }

            if (name == SafetensorsHeader.MetadataName)
            {
                ParseMetadata(ref reader);
            }
            else
            {
                ParseTensor(ref reader, name);
            }
        }

        // Whatever but white space follows the object makes this throw.
        reader.Read();
        return SafetensorsHeader.Arrange(_entries, _metadata);
    }

    private void ParseMetadata(ref Utf8JsonReader reader)
    {
        while (ReadName(ref reader, "the metadata") is { } key)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                throw SafetensorsHeader.Malformed($"its metadata '{key}' is not a string");
            }

            if (!_metadata.TryAdd(key, ReadText(ref reader, "the metadata")))
            {
                throw SafetensorsHeader.Malformed($"its metadata has the key '{key}' twice");
            }
        }
    }

    private void ParseTensor(ref Utf8JsonReader reader, string name)
    {
        string? dtype = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        HashSet<string> fields = new(StringComparer.Ordinal);
        while (ReadName(ref reader, $"tensor '{name}'") is { } field)
        {
            if (!fields.Add(field))
            {
                throw SafetensorsHeader.Malformed($"tensor '{name}' has the field '{field}' twice");
            }

            reader.Read();
            switch (field)
            {
                case "dtype" when reader.TokenType == JsonTokenType.String:
                    dtype = ReadText(ref reader, $"tensor '{name}'");
                    break;
                case "dtype":
                    throw SafetensorsHeader.Malformed($"the dtype of tensor '{name}' is not a string");
                case "shape":
                    shape = ReadSizes(ref reader, name, field);
                    break;
                case "data_offsets":
                    offsets = ReadSizes(ref reader, name, field);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (dtype is null || shape is null || offsets is null)
        {
            string missing = dtype is null ? "dtype" : shape is null ? "shape" : "data_offsets";
            throw SafetensorsHeader.Malformed($"tensor '{name}' has no {missing}");
        }

        Add(name, dtype, [.. shape], offsets);
    }

    private void Add(string name, string dtype, long[] shape, List<long> offsets)
    {
        if (!SafetensorsTypes.TryGetBits(dtype, out int bits))
        {
            throw SafetensorsHeader.Malformed($"tensor '{name}' has the unknown dtype '{dtype}'");
        }

        string shapeText = $"[{string.Join(", ", shape)}]";
        if (!SafetensorsTensor.TryGetByteLength(bits, shape, out long byteLength))
        {
            throw SafetensorsHeader.Malformed($"tensor '{name}' of {dtype} {shapeText} has too many values, or no whole number of bytes");
        }

        if (offsets.Count != 2)
        {
            throw SafetensorsHeader.Malformed($"tensor '{name}' has {offsets.Count} data_offsets instead of 2");
        }

        if (offsets[1] < offsets[0] || offsets[1] - offsets[0] != byteLength)
        {
            throw SafetensorsHeader.Malformed(
                $"tensor '{name}' of {dtype} {shapeText} needs {byteLength} bytes, but its data_offsets are [{offsets[0]}, {offsets[1]}]");
        }

        _entries.Add((new SafetensorsTensor(name, dtype, shape), offsets[0], offsets[1]));
    }

    private static string? ReadName(ref Utf8JsonReader reader, string owner)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.EndObject ? null : ReadText(ref reader, owner);
    }

    private static string ReadText(ref Utf8JsonReader reader, string owner)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Escapes of half a surrogate pair are valid JSON, yet no text.
            throw SafetensorsHeader.Malformed($"a string of {owner} holds half a surrogate pair");
        }
    }

    private static List<long> ReadSizes(ref Utf8JsonReader reader, string name, string field)
    {
        List<long> sizes = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw SafetensorsHeader.Malformed($"{field} of tensor '{name}' is not an array");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long size) || size < 0)
            {
                throw SafetensorsHeader.Malformed($"{field} of tensor '{name}' holds something else than whole numbers from 0 to 2^63 - 1");
            }

            sizes.Add(size);
        }

        return sizes;
    }
}
