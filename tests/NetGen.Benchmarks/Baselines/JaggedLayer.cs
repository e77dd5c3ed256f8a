using System;

namespace NetGen.Benchmarks;

/// <summary>The textbook's loops over float[][] and MathF.</summary>
internal sealed class JaggedLayer : BaselineLayer
{
    private readonly float[][] _weights;
    private readonly float[][] _gradients;
    private readonly float[][] _m;
    private readonly float[][] _v;

    public JaggedLayer(int inputs, int units, Activation activation)
        : base(inputs, units, activation)
    {
        // The last element of each unit's row is its bias.
        _weights = Rows();
        _gradients = Rows();
        _m = Rows();
        _v = Rows();
    }

    public override void Set(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        for (int unit = 0; unit < Units; unit++)
        {
            weights.Slice(unit * Inputs, Inputs).CopyTo(_weights[unit]);
            _weights[unit][Inputs] = bias[unit];
        }
    }

    public override void Forward(ReadOnlySpan<float> x)
    {
        float[] output = Output;
        for (int unit = 0; unit < output.Length; unit++)
        {
            float[] weights = _weights[unit];
            float sum = weights[x.Length];
            for (int i = 0; i < x.Length; i++)
            {
                sum += weights[i] * x[i];
            }

            output[unit] = sum;
        }

        Activate(output);
    }

    public override void Backward(ReadOnlySpan<float> x, Span<float> dx, bool derive)
    {
        dx.Clear();
        for (int unit = 0; unit < Units; unit++)
        {
            float y = Output[unit];
            float g = Gradient[unit];
            if (derive)
            {
                g = Activation == Activation.ReLU ? (y > 0f ? g : 0f) : g * (1f - (y * y));
            }

            float[] gradients = _gradients[unit];
            for (int i = 0; i < x.Length; i++)
            {
                gradients[i] += g * x[i];
            }

            gradients[x.Length] += g;
            float[] weights = _weights[unit];
            for (int i = 0; i < dx.Length; i++)
            {
                dx[i] += g * weights[i];
            }
        }
    }

    public override void Descend(float learningRate)
    {
        for (int unit = 0; unit < Units; unit++)
        {
            float[] weights = _weights[unit];
            float[] gradients = _gradients[unit];
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] -= learningRate * gradients[i];
                gradients[i] = 0f;
            }
        }
    }

    public override void Adam(float rate, float epsilon)
    {
        for (int unit = 0; unit < Units; unit++)
        {
            float[] weights = _weights[unit];
            float[] gradients = _gradients[unit];
            float[] m = _m[unit];
            float[] v = _v[unit];
            for (int i = 0; i < weights.Length; i++)
            {
                float g = gradients[i];
                m[i] = (0.9f * m[i]) + (0.1f * g);
                v[i] = (0.999f * v[i]) + (0.001f * g * g);
                weights[i] -= rate * m[i] / (MathF.Sqrt(v[i]) + epsilon);
                gradients[i] = 0f;
            }
        }
    }

    private void Activate(float[] y)
    {
        switch (Activation)
        {
            case Activation.ReLU:
                for (int i = 0; i < y.Length; i++)
                {
                    y[i] = MathF.Max(0f, y[i]);
                }

                break;
            case Activation.Tanh:
                for (int i = 0; i < y.Length; i++)
                {
                    y[i] = MathF.Tanh(y[i]);
                }

                break;
            case Activation.Sigmoid:
                for (int i = 0; i < y.Length; i++)
                {
                    y[i] = 1f / (1f + MathF.Exp(-y[i]));
                }

                break;
            case Activation.Softmax:
                Softmax(y);
                break;
        }
    }

    private static void Softmax(float[] y)
    {
        float most = y[0];
        for (int i = 1; i < y.Length; i++)
        {
            most = MathF.Max(most, y[i]);
        }

        float sum = 0f;
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = MathF.Exp(y[i] - most);
            sum += y[i];
        }

        for (int i = 0; i < y.Length; i++)
        {
            y[i] /= sum;
        }
    }

    private float[][] Rows()
    {
        float[][] rows = new float[Units][];
        for (int unit = 0; unit < Units; unit++)
        {
            rows[unit] = new float[Inputs + 1];
        }

        return rows;
    }
}
