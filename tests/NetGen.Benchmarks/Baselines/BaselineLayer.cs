using System;

namespace NetGen.Benchmarks;

/// <summary>A dense layer as a .NET developer would write it: one row at a time, weights as PyTorch has them, gradients summed over the batch.</summary>
internal abstract class BaselineLayer(int inputs, int units, Activation activation)
{
    public int Inputs { get; } = inputs;

    public int Units { get; } = units;

    public Activation Activation { get; } = activation;

    /// <summary>The last row's outputs.</summary>
    public float[] Output { get; } = new float[units];

    /// <summary>The gradient of the last row's outputs; <see cref="Backward"/> turns it into that of the sums.</summary>
    public float[] Gradient { get; } = new float[units];

    /// <summary>Copies parameters in: weights [units, inputs], row-major.</summary>
    public abstract void Set(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias);

    /// <summary>output = activation(weights * x + bias).</summary>
    public abstract void Forward(ReadOnlySpan<float> x);

    /// <summary>Adds the row's gradients and, unless <paramref name="dx"/> is empty, writes the gradient of its inputs.</summary>
    /// <param name="x">The row's inputs.</param>
    /// <param name="dx">The gradient of the inputs, or empty.</param>
    /// <param name="derive">Whether the activation's derivative is still to be applied; softmax and sigmoid under their loss have it.</param>
    public abstract void Backward(ReadOnlySpan<float> x, Span<float> dx, bool derive);

    /// <summary>w -= lr * g, then g = 0.</summary>
    public abstract void Descend(float learningRate);

    /// <summary>One step of Adam with rates 0.9 and 0.999, then g = 0. Both bias corrections are in <paramref name="rate"/> and <paramref name="epsilon"/>.</summary>
    public abstract void Adam(float rate, float epsilon);
}
