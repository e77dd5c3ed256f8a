using System;
using System.Collections.Generic;
using System.IO;

namespace NetGen.Serialization;

/// <summary>The tensors that a file must hold to be loaded, and the comparison with what it holds.</summary>
internal sealed class TensorSet
{
    private const int MaxListed = 30;

    private readonly Dictionary<string, SafetensorsTensor> _expected = new(StringComparer.Ordinal);

    public TensorSet(IEnumerable<SafetensorsTensor> expected)
    {
        foreach (SafetensorsTensor tensor in expected)
        {
            _expected.Add(tensor.Name, tensor);
        }
    }

    /// <summary>Describes a tensor of a network as it stands in a file.</summary>
    public static SafetensorsTensor Describe(TensorDescription tensor, string suffix = "")
    {
        long[] shape = new long[tensor.Shape.Count];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = tensor.Shape[i];
        }

        return new SafetensorsTensor(tensor.Name + suffix, SafetensorsTensor.F32, shape);
    }

    /// <summary>Adds a line for each tensor missing, unexpected, or of another shape or type.</summary>
    public void Compare(IReadOnlyList<SafetensorsTensor> actual, List<string> differences)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        foreach (SafetensorsTensor tensor in actual)
        {
            found.Add(tensor.Name);
            if (!_expected.TryGetValue(tensor.Name, out SafetensorsTensor? expected))
            {
                differences.Add($"unexpected: {tensor}");
            }
            else if (tensor.ToString() != expected.ToString())
            {
                differences.Add($"{tensor.Name}: expected {expected.Dtype} {ShapeText(expected)}, found {tensor.Dtype} {ShapeText(tensor)}");
            }
        }

        foreach (SafetensorsTensor tensor in _expected.Values)
        {
            if (!found.Contains(tensor.Name))
            {
                differences.Add($"missing: {tensor}");
            }
        }
    }

    /// <summary>Refuses a file that differs.</summary>
    public static void ThrowIfAny(List<string> differences, string target)
    {
        if (differences.Count == 0)
        {
            return;
        }

        IEnumerable<string> listed = differences.Count <= MaxListed ? differences : differences.GetRange(0, MaxListed);
        string more = differences.Count <= MaxListed ? "" : $"\n  and {differences.Count - MaxListed} more";
        throw new InvalidDataException($"The file does not fit {target}, which stays as it was. Differences:\n  {string.Join("\n  ", listed)}{more}");
    }

    /// <summary>Reads all tensors of a file that was compared before, so its lengths are known to be those expected.</summary>
    public static Dictionary<string, float[]> ReadAll(SafetensorsReader reader)
    {
        Dictionary<string, float[]> values = new(StringComparer.Ordinal);
        foreach (SafetensorsTensor tensor in reader.Tensors)
        {
            float[] data = new float[tensor.ByteLength / sizeof(float)];
            reader.ReadNext(data);
            values.Add(tensor.Name, data);
        }

        reader.Finish();
        return values;
    }

    private static string ShapeText(SafetensorsTensor tensor) => $"[{string.Join(", ", tensor.Shape)}]";
}
