using System;
using System.IO;

namespace NetGen.Tests.Training;

/// <summary>A network that does what another one does, after a probe has seen the rows of each call of <c>Backward</c>.</summary>
internal sealed class ProbedNetwork(IClassifier inner, Action<int> probe) : IClassifier
{
    public int InputSize => inner.InputSize;

    public int OutputSize => inner.OutputSize;

    public int ParameterCount => inner.ParameterCount;

    public int ParameterStorage => inner.ParameterStorage;

    public NetworkDescription Description => inner.Description;

    public Span<float> Parameters => inner.Parameters;

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => inner.Forward(inputs, outputs);

    public float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        probe(inputs.Length / InputSize);
        return inner.Backward(inputs, targets, gradients);
    }

    public float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradients)
    {
        probe(labels.Length);
        return inner.Backward(inputs, labels, gradients);
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => inner.ComputeLoss(inputs, targets);

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => inner.ComputeLoss(inputs, labels);

    public void Update<TOptimizer>(TOptimizer optimizer, ReadOnlySpan<float> gradients)
        where TOptimizer : IOptimizer => inner.Update(optimizer, gradients);

    public void GetTensor(string name, Span<float> destination) => inner.GetTensor(name, destination);

    public void SetTensor(string name, ReadOnlySpan<float> source) => inner.SetTensor(name, source);

    public void Save(string path) => inner.Save(path);

    public void Save(Stream stream) => inner.Save(stream);

    public void Load(string path) => inner.Load(path);

    public void Load(Stream stream) => inner.Load(stream);
}
