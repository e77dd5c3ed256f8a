using System;
using System.IO;

namespace NetGen.Tests.Minimizers;

/// <summary>A function of a few parameters as a network whose batch does not matter, with a value of padding after each parameter.</summary>
internal abstract class FunctionNetwork : ISecondOrderNetwork
{
    private readonly float[] _parameters;

    protected FunctionNetwork(int outputs, params ReadOnlySpan<double> start)
    {
        ParameterCount = start.Length;
        OutputSize = outputs;
        _parameters = new float[2 * start.Length];
        for (int i = 0; i < start.Length; i++)
        {
            _parameters[2 * i] = (float)start[i];
        }

        TensorDescription tensor = new("x", TensorRole.Weight, 0, [start.Length], [2]);
        Description = new NetworkDescription(GetType().Name, 1, outputs, Loss.MeanSquaredError, _parameters.Length, [tensor]);
    }

    public static float[] NoInputs => [0f];

    public int InputSize => 1;

    public int OutputSize { get; }

    public int ParameterCount { get; }

    public int ParameterStorage => _parameters.Length;

    public NetworkDescription Description { get; }

    public Span<float> Parameters => _parameters;

    public double this[int i] => _parameters[2 * i];

    public float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        gradients.Clear();
        for (int i = 0; i < ParameterCount; i++)
        {
            gradients[2 * i] = (float)Gradient(i);
        }

        return (float)Value();
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => (float)Value();

    public void HessianVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> vector, Span<float> product)
    {
        product.Clear();
        for (int i = 0; i < ParameterCount; i++)
        {
            double sum = 0;
            for (int j = 0; j < ParameterCount; j++)
            {
                sum += Hessian(Math.Max(i, j), Math.Min(i, j)) * vector[2 * j];
            }

            product[2 * i] = (float)sum;
        }
    }

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => throw new NotSupportedException();

    public void Update<TOptimizer>(TOptimizer optimizer, ReadOnlySpan<float> gradients)
        where TOptimizer : IOptimizer => throw new NotSupportedException();

    public void GetTensor(string name, Span<float> destination) => throw new NotSupportedException();

    public void SetTensor(string name, ReadOnlySpan<float> source) => throw new NotSupportedException();

    public void Save(string path) => throw new NotSupportedException();

    public void Save(Stream stream) => throw new NotSupportedException();

    public void Load(string path) => throw new NotSupportedException();

    public void Load(Stream stream) => throw new NotSupportedException();

    protected abstract double Value();

    protected abstract double Gradient(int i);

    /// <summary>An element of the lower triangle, j at most i.</summary>
    protected abstract double Hessian(int i, int j);
}
