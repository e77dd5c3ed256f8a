using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.CompilerServices;
using NetGen.Serialization;

namespace NetGen;

/// <summary>The state of an optimizer as a safetensors file: what was read and checked, ready to be restored.</summary>
internal sealed class OptimizerFile
{
    private const string KindKey = "optimizer";

    private readonly string[] _stateNames;
    private readonly Dictionary<string, float[]> _values;
    private readonly List<Action> _setters;

    private OptimizerFile(string[] stateNames, Dictionary<string, float[]> values, List<Action> setters)
    {
        _stateNames = stateNames;
        _values = values;
        _setters = setters;
    }

    /// <summary>Writes settings as metadata and the state tensors in canonical form.</summary>
    public static void Save(string kind, IReadOnlyList<Hyperparameter> settings, string[] stateNames, OptimizerState state, Stream stream)
    {
        IEnumerable<KeyValuePair<string, string>> metadata = settings
            .Select(static setting => KeyValuePair.Create(setting.Name, setting.Write()))
            .Prepend(KeyValuePair.Create(KindKey, kind))
            .Prepend(KeyValuePair.Create("format", "pt"));
        SafetensorsWriter writer = new(stream, Tensors(state.Network, stateNames), metadata);
        foreach (TensorDescription tensor in state.Network.Tensors)
        {
            for (int i = 0; i < stateNames.Length; i++)
            {
                writer.WriteNext(tensor, state.Slab(i));
            }
        }

        writer.Finish();
    }

    /// <summary>Reads a file and compares all of it with what the optimizer needs, changing nothing.</summary>
    public static OptimizerFile Read(string kind, IReadOnlyList<Hyperparameter> settings, string[] stateNames, NetworkDescription network, Stream stream)
    {
        SafetensorsReader reader = new(stream);
        List<string> differences = [];
        CompareText(KindKey, $"'{kind}'", reader.Metadata, text => text == kind, differences);
        List<Action> setters = [];
        foreach (Hyperparameter setting in settings)
        {
            CompareText(setting.Name, setting.Expected, reader.Metadata, Understand, differences);

            bool Understand(string text)
            {
                Action? setter = setting.Read(text);
                if (setter is not null)
                {
                    setters.Add(setter);
                }

                return setter is not null;
            }
        }

        new TensorSet(Tensors(network, stateNames)).Compare(reader.Tensors, differences);
        TensorSet.ThrowIfAny(differences, $"the optimizer {kind} of {network.Name}");
        return new OptimizerFile(stateNames, TensorSet.ReadAll(reader), setters);
    }

    /// <summary>Brings the settings and the state back.</summary>
    public void Restore(OptimizerState state)
    {
        foreach (Action set in _setters)
        {
            set();
        }

        foreach (TensorDescription tensor in state.Network.Tensors)
        {
            for (int i = 0; i < _stateNames.Length; i++)
            {
                TensorAccess.Set(tensor, state.Slab(i), _values[Name(tensor, _stateNames[i])]);
            }
        }
    }

    private static IEnumerable<SafetensorsTensor> Tensors(NetworkDescription network, string[] stateNames) =>
        network.Tensors.SelectMany(tensor => stateNames.Select(state => TensorSet.Describe(tensor, $".{state}")));

    private static string Name(TensorDescription tensor, string state) => $"{tensor.Name}.{state}";

    private static void CompareText(
        string key, string expected, IReadOnlyDictionary<string, string> metadata, Func<string, bool> fits, List<string> differences)
    {
        if (!metadata.TryGetValue(key, out string? text))
        {
            differences.Add($"metadata {key}: expected {expected}, found nothing");
        }
        else if (!fits(text))
        {
            differences.Add($"metadata {key}: expected {expected}, found '{text}'");
        }
    }
}
