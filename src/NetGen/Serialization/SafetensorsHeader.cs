using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Unicode;

namespace NetGen.Serialization;

/// <summary>The JSON header of a safetensors file: parsed, and checked to describe the data without hole or overlap.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The key of the metadata, reserved among tensor names.</summary>
    public const string MetadataName = "__metadata__";

    /// <summary>The longest header that the format allows, in bytes.</summary>
    public const int MaxLength = 100_000_000;

    private SafetensorsHeader(List<SafetensorsTensor> tensors, Dictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>The metadata; empty where the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Parses the header.</summary>
    /// <exception cref="InvalidDataException">The header breaks a rule of the format.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw Malformed("its header is not UTF-8 text");
        }

        if (json.IsEmpty || json[0] != (byte)'{')
        {
            throw Malformed("its header does not begin with '{'");
        }

        try
        {
            return new HeaderParser().Parse(json);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"Not a safetensors file: its header is not valid JSON ({error.Message})", error);
        }
    }

    internal static InvalidDataException Malformed(string reason) => new($"Not a safetensors file: {reason}.");

    /// <summary>Puts the tensors into the order of their data and checks that each begins where the one before it ends.</summary>
    internal static SafetensorsHeader Arrange(List<(SafetensorsTensor Tensor, long Begin, long End)> entries, Dictionary<string, string> metadata)
    {
        entries.Sort(static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin)
            : a.End != b.End ? a.End.CompareTo(b.End)
            : string.CompareOrdinal(a.Tensor.Name, b.Tensor.Name));
        long end = 0;
        List<SafetensorsTensor> tensors = new(entries.Count);
        foreach ((SafetensorsTensor tensor, long begin, long tensorEnd) in entries)
        {
            if (begin != end)
            {
                string fault = begin < end ? "overlaps another tensor" : "leaves a hole before it";
                throw Malformed($"tensor '{tensor.Name}' begins at {begin} where {end} was expected, so it {fault}");
            }

            tensors.Add(tensor);
            end = tensorEnd;
        }

        return new SafetensorsHeader(tensors, metadata);
    }
}
