using System;
using System.Numerics.Tensors;

namespace NetGen.Benchmarks;

/// <summary>One array of weights, every loop a call of System.Numerics.Tensors.TensorPrimitives.</summary>
internal sealed class TensorsLayer(int inputs, int units, Activation activation) : BaselineLayer(inputs, units, activation)
{
    private readonly Parameters _weights = new(inputs * units);
    private readonly Parameters _bias = new(units);
    private readonly float[] _derivative = new float[units];

    public override void Set(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        weights.CopyTo(_weights.Values);
        bias.CopyTo(_bias.Values);
    }

    public override void Forward(ReadOnlySpan<float> x)
    {
        Span<float> output = Output;
        for (int unit = 0; unit < output.Length; unit++)
        {
            output[unit] = TensorPrimitives.Dot(_weights.Values.AsSpan(unit * Inputs, Inputs), x) + _bias.Values[unit];
        }

        switch (Activation)
        {
            case Activation.ReLU:
                TensorPrimitives.Max(output, 0f, output);
                break;
            case Activation.Tanh:
                TensorPrimitives.Tanh(output, output);
                break;
            case Activation.Sigmoid:
                TensorPrimitives.Sigmoid(output, output);
                break;
            case Activation.Softmax:
                TensorPrimitives.Subtract(output, TensorPrimitives.Max<float>(output), output);
                TensorPrimitives.SoftMax(output, output);
                break;
        }
    }

    public override void Backward(ReadOnlySpan<float> x, Span<float> dx, bool derive)
    {
        if (derive)
        {
            Derive();
        }

        dx.Clear();
        for (int unit = 0; unit < Units; unit++)
        {
            Span<float> gradients = _weights.Gradients.AsSpan(unit * Inputs, Inputs);
            TensorPrimitives.MultiplyAdd(x, Gradient[unit], gradients, gradients);
            if (!dx.IsEmpty)
            {
                TensorPrimitives.MultiplyAdd(_weights.Values.AsSpan(unit * Inputs, Inputs), Gradient[unit], dx, dx);
            }
        }

        TensorPrimitives.Add(_bias.Gradients, Gradient, _bias.Gradients);
    }

    public override void Descend(float learningRate)
    {
        _weights.Descend(learningRate);
        _bias.Descend(learningRate);
    }

    public override void Adam(float rate, float epsilon)
    {
        _weights.Adam(rate, epsilon);
        _bias.Adam(rate, epsilon);
    }

    private void Derive()
    {
        if (Activation == Activation.ReLU)
        {
            // TensorPrimitives has no comparison that gives 0 or 1.
            for (int unit = 0; unit < Units; unit++)
            {
                _derivative[unit] = Output[unit] > 0f ? 1f : 0f;
            }
        }
        else
        {
            TensorPrimitives.Multiply(Output, Output, _derivative);
            TensorPrimitives.Subtract(1f, _derivative, _derivative);
        }

        TensorPrimitives.Multiply(Gradient, _derivative, Gradient);
    }

    private sealed class Parameters(int length)
    {
        private readonly float[] _m = new float[length];
        private readonly float[] _v = new float[length];
        private readonly float[] _step = new float[length];
        private readonly float[] _root = new float[length];

        public float[] Values { get; } = new float[length];

        public float[] Gradients { get; } = new float[length];

        public void Descend(float learningRate)
        {
            TensorPrimitives.MultiplyAdd(Gradients, -learningRate, Values, Values);
            Array.Clear(Gradients);
        }

        public void Adam(float rate, float epsilon)
        {
            TensorPrimitives.Multiply(_m, 0.9f, _m);
            TensorPrimitives.MultiplyAdd(Gradients, 0.1f, _m, _m);
            TensorPrimitives.Multiply(Gradients, Gradients, _step);
            TensorPrimitives.Multiply(_v, 0.999f, _v);
            TensorPrimitives.MultiplyAdd(_step, 0.001f, _v, _v);
            TensorPrimitives.Sqrt(_v, _root);
            TensorPrimitives.Add(_root, epsilon, _root);
            TensorPrimitives.Divide(_m, _root, _step);
            TensorPrimitives.MultiplyAdd(_step, -rate, Values, Values);
            Array.Clear(Gradients);
        }
    }
}
