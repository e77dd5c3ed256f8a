using System;
using System.IO;

namespace NetGen.Tests.Training;

/// <summary>A network that no compiler made: parameters in an array, and no tensors by name and no files, which its tests do not need.</summary>
internal abstract class HandwrittenNetwork : INetwork
{
    private readonly float[] _parameters;

    protected HandwrittenNetwork(int inputs, int outputs, Loss loss, int storage, params TensorDescription[] tensors)
    {
        Description = new NetworkDescription(GetType().Name, inputs, outputs, loss, storage, tensors);
        _parameters = new float[storage];
    }

    public NetworkDescription Description { get; }

    public int InputSize => Description.InputSize;

    public int OutputSize => Description.OutputSize;

    public int ParameterCount => Description.ParameterCount;

    public int ParameterStorage => _parameters.Length;

    public Span<float> Parameters => _parameters;

    public abstract void Forward(ReadOnlySpan<float> inputs, Span<float> outputs);

    public abstract float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients);

    public abstract float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    public void Update<TOptimizer>(TOptimizer optimizer, ReadOnlySpan<float> gradients)
        where TOptimizer : IOptimizer => optimizer.Step(_parameters, gradients, Description);

    public void GetTensor(string name, Span<float> destination) => throw new NotSupportedException();

    public void SetTensor(string name, ReadOnlySpan<float> source) => throw new NotSupportedException();

    public void Save(string path) => throw new NotSupportedException();

    public void Save(Stream stream) => throw new NotSupportedException();

    public void Load(string path) => throw new NotSupportedException();

    public void Load(Stream stream) => throw new NotSupportedException();
}
