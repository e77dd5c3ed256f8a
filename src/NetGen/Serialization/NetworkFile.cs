using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using NetGen.Serialization;

namespace NetGen.CompilerServices;

/// <summary>Saves and loads the parameters and buffers of a network as a safetensors file. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NetworkFile
{
    // Other libraries ask whose shapes these are: "pt" says PyTorch's.
    private static readonly KeyValuePair<string, string>[] Metadata = [new("format", "pt")];

    /// <summary>Saves all tensors: under a temporary name in the same folder, then moved over <paramref name="path"/>. If saving fails, an old file stays.</summary>
    /// <param name="network">The tensors.</param>
    /// <param name="parameters">The parameter slab, with the buffers behind it where the network has any.</param>
    /// <param name="path">The file.</param>
    public static void Save(NetworkDescription network, ReadOnlySpan<float> parameters, string path)
    {
        using AtomicFile file = new(path);
        Save(network, parameters, file.Stream);
        file.Commit();
    }

    /// <summary>Writes all tensors in canonical form, in the order of the layers.</summary>
    /// <param name="network">The tensors.</param>
    /// <param name="parameters">The parameter slab, with the buffers behind it where the network has any.</param>
    /// <param name="stream">A writable stream; stays open.</param>
    public static void Save(NetworkDescription network, ReadOnlySpan<float> parameters, Stream stream)
    {
        Check(network, parameters.Length, nameof(parameters));
        SafetensorsWriter writer = new(stream, network.All.Select(static tensor => TensorSet.Describe(tensor)), Metadata);
        foreach (TensorDescription tensor in network.All)
        {
            writer.WriteNext(tensor, parameters);
        }

        writer.Finish();
    }

    /// <summary>Loads all tensors. The parameters are written only if everything fits.</summary>
    /// <param name="network">The tensors.</param>
    /// <param name="parameters">The parameter slab, with the buffers behind it where the network has any.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">Not a safetensors file, or names, shapes or types differ; the message lists the differences.</exception>
    public static void Load(NetworkDescription network, Span<float> parameters, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        try
        {
            Load(network, parameters, stream);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>Reads all tensors, up to the end of the stream. The parameters are written only if everything fits.</summary>
    /// <param name="network">The tensors.</param>
    /// <param name="parameters">The parameter slab, with the buffers behind it where the network has any.</param>
    /// <param name="stream">A readable stream; stays open.</param>
    /// <exception cref="InvalidDataException">Not in the safetensors format, or names, shapes or types differ; the message lists the differences.</exception>
    public static void Load(NetworkDescription network, Span<float> parameters, Stream stream)
    {
        Check(network, parameters.Length, nameof(parameters));
        SafetensorsReader reader = new(stream);
        List<string> differences = [];
        new TensorSet(network.All.Select(static tensor => TensorSet.Describe(tensor))).Compare(reader.Tensors, differences);
        TensorSet.ThrowIfAny(differences, network.Name);
        Dictionary<string, float[]> values = TensorSet.ReadAll(reader);

        // Padding must be zero, also after an update with NaN.
        parameters.Clear();
        foreach (TensorDescription tensor in network.All)
        {
            TensorAccess.Set(tensor, parameters, values[tensor.Name]);
        }
    }

    private static void Check(NetworkDescription network, int length, string parameter)
    {
        ArgumentNullException.ThrowIfNull(network);
        int storage = network.ParameterStorage + network.BufferStorage;
        if (length != storage)
        {
            throw new ArgumentException($"{network.Name} stores {storage} values; {parameter} has {length}.", parameter);
        }
    }
}
