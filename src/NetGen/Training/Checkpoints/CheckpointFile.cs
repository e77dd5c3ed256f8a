using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetGen.CompilerServices;
using NetGen.Serialization;

namespace NetGen;

/// <summary>A <see cref="CheckpointState"/> as a safetensors file.</summary>
internal static class CheckpointFile
{
    private const string History = "history";
    private const string Optimizer = "optimizer";
    private const string FormatKey = "format";
    private const string Format = "netgen-checkpoint-1";
    private const string BaseRateKey = "base_rate";
    private const string ElapsedKey = "elapsed_ticks";
    private const string ProvenKey = "proven_epoch";
    private const string OlderKey = "older_epoch";

    /// <summary>Writes the file whole, or leaves the one before.</summary>
    internal static void Save(string path, NetworkDescription network, CheckpointState state)
    {
        byte[] history = HistoryBytes.Write(state.History);
        using AtomicFile file = new(path);
        SafetensorsWriter writer = new(
            file.Stream,
            Tensors(network, state.Slabs.Select(slab => slab.Key), history.Length, state.Optimizer.Length),
            [
                new(FormatKey, Format),
                .. state.Settings,
                new(BaseRateKey, state.BaseRate.ToString("R", CultureInfo.InvariantCulture)),
                new(ElapsedKey, state.Elapsed.Ticks.ToString(CultureInfo.InvariantCulture)),
                new(ProvenKey, state.ProvenEpoch.ToString(CultureInfo.InvariantCulture)),
                new(OlderKey, state.OlderEpoch.ToString(CultureInfo.InvariantCulture)),
            ]);
        writer.WriteNext(history);
        writer.WriteNext(state.Optimizer);
        foreach ((_, float[] slab) in state.Slabs)
        {
            foreach (TensorDescription tensor in network.All)
            {
                writer.WriteNext(tensor, slab);
            }
        }

        writer.Finish();
        file.Commit();
    }

    /// <summary>Reads a file and compares all of it with what the training needs.</summary>
    /// <exception cref="InvalidDataException">Not a checkpoint of this training; the message lists the differences.</exception>
    internal static CheckpointState Load(
        string path,
        NetworkDescription network,
        IReadOnlyList<KeyValuePair<string, string>> settings,
        IReadOnlyList<string> slabs,
        IReadOnlyList<string> metrics,
        int epochs)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            SafetensorsReader reader = new(stream);
            List<string> differences = [];
            foreach ((string key, string expected) in settings.Prepend(new(FormatKey, Format)))
            {
                string found = reader.Metadata.GetValueOrDefault(key, "nothing");
                if (found != expected)
                {
                    differences.Add($"{key}: expected {expected}, found {found}");
                }
            }

            new TensorSet(Tensors(network, slabs, LengthOf(reader, History), LengthOf(reader, Optimizer))).Compare(reader.Tensors, differences);
            TensorSet.ThrowIfAny(differences, $"the training of {network.Name}");
            return Read(reader, network, settings, slabs, metrics, epochs);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private static CheckpointState Read(
        SafetensorsReader reader,
        NetworkDescription network,
        IReadOnlyList<KeyValuePair<string, string>> settings,
        IReadOnlyList<string> slabs,
        IReadOnlyList<string> metrics,
        int epochs)
    {
        Dictionary<string, byte[]> blobs = [];
        Dictionary<string, float[]> values = [];
        foreach (SafetensorsTensor tensor in reader.Tensors)
        {
            if (tensor.Name is History or Optimizer)
            {
                blobs[tensor.Name] = new byte[tensor.ByteLength];
                reader.ReadNext(blobs[tensor.Name]);
            }
            else
            {
                values[tensor.Name] = new float[tensor.ByteLength / sizeof(float)];
                reader.ReadNext(values[tensor.Name]);
            }
        }

        reader.Finish();
        return new CheckpointState
        {
            Settings = settings,
            Slabs = [.. slabs.Select(suffix => KeyValuePair.Create(suffix, Slab(network, suffix, values)))],
            History = HistoryBytes.Read(blobs[History], metrics, epochs),
            Optimizer = blobs[Optimizer],
            BaseRate = Number<float>(reader, BaseRateKey),
            Elapsed = new TimeSpan(Number<long>(reader, ElapsedKey)),
            ProvenEpoch = Number<int>(reader, ProvenKey),
            OlderEpoch = Number<int>(reader, OlderKey),
        };
    }

    private static float[] Slab(NetworkDescription network, string suffix, Dictionary<string, float[]> values)
    {
        float[] slab = new float[network.ParameterStorage + network.BufferStorage];
        foreach (TensorDescription tensor in network.All)
        {
            TensorAccess.Set(tensor, slab, values[tensor.Name + suffix]);
        }

        return slab;
    }

    private static IEnumerable<SafetensorsTensor> Tensors(NetworkDescription network, IEnumerable<string> slabs, long history, long optimizer) =>
        slabs.SelectMany(suffix => network.All.Select(tensor => TensorSet.Describe(tensor, suffix)))
            .Prepend(new SafetensorsTensor(Optimizer, "U8", [optimizer]))
            .Prepend(new SafetensorsTensor(History, "U8", [history]));

    private static long LengthOf(SafetensorsReader reader, string name) =>
        reader.Tensors.FirstOrDefault(tensor => tensor.Name == name)?.ByteLength ?? 0;

    private static T Number<T>(SafetensorsReader reader, string key)
        where T : IParsable<T> =>
        T.TryParse(reader.Metadata.GetValueOrDefault(key), CultureInfo.InvariantCulture, out T? value)
            ? value
            : throw new InvalidDataException($"The metadata {key} is missing or not a number.");
}
