using System;

namespace NetGen.Benchmarks;

/// <summary>Baseline layers in a row, with the losses of the benchmarks: cross-entropy with Adam, for one output binary cross-entropy with gradient descent.</summary>
internal sealed class BaselineNetwork
{
    private readonly BaselineLayer[] _layers;
    private double _power1 = 1;
    private double _power2 = 1;

    /// <summary>Takes the parameters of a generated network.</summary>
    /// <param name="network">The network whose shape and parameters it gets.</param>
    /// <param name="activations">One activation a layer: descriptions don't tell.</param>
    /// <param name="create">Makes a layer of inputs, units and activation.</param>
    public BaselineNetwork(INetwork network, Activation[] activations, Func<int, int, Activation, BaselineLayer> create)
    {
        _layers = new BaselineLayer[activations.Length];
        for (int i = 0; i < _layers.Length; i++)
        {
            TensorDescription weight = network.Description.Tensors[2 * i];
            TensorDescription bias = network.Description.Tensors[(2 * i) + 1];
            float[] weights = new float[weight.Length];
            float[] biases = new float[bias.Length];
            network.GetTensor(weight.Name, weights);
            network.GetTensor(bias.Name, biases);
            _layers[i] = create(weight.Shape[1], weight.Shape[0], activations[i]);
            _layers[i].Set(weights, biases);
        }
    }

    private int InputSize => _layers[0].Inputs;

    private BaselineLayer Last => _layers[^1];

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (; inputs.Length > 0; inputs = inputs[InputSize..])
        {
            ForwardRow(inputs[..InputSize]);
            Last.Output.CopyTo(outputs);
            outputs = outputs[Last.Units..];
        }
    }

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        float loss = 0f;
        float scale = 1f / labels.Length;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<float> x = inputs.Slice(row * InputSize, InputSize);
            ForwardRow(x);
            loss += Loss(labels[row], scale);
            for (int i = _layers.Length - 1; i > 0; i--)
            {
                _layers[i].Backward(_layers[i - 1].Output, _layers[i - 1].Gradient, derive: i < _layers.Length - 1);
            }

            _layers[0].Backward(x, default, derive: _layers.Length > 1);
        }

        Update();
        return loss * scale;
    }

    private void ForwardRow(ReadOnlySpan<float> x)
    {
        foreach (BaselineLayer layer in _layers)
        {
            layer.Forward(x);
            x = layer.Output;
        }
    }

    /// <summary>The row's loss. Its gradient by the last layer's sums is probability minus target.</summary>
    private float Loss(int label, float scale)
    {
        float[] p = Last.Output;
        float[] gradient = Last.Gradient;
        if (p.Length == 1)
        {
            gradient[0] = (p[0] - label) * scale;
            return -MathF.Log(label == 1 ? p[0] : 1f - p[0]);
        }

        for (int i = 0; i < p.Length; i++)
        {
            gradient[i] = p[i] * scale;
        }

        gradient[label] -= scale;
        return -MathF.Log(p[label]);
    }

    private void Update()
    {
        _power1 *= 0.9;
        _power2 *= 0.999;
        double root = Math.Sqrt(1 - _power2);
        foreach (BaselineLayer layer in _layers)
        {
            if (Last.Units == 1)
            {
                layer.Descend(0.1f);
            }
            else
            {
                layer.Adam((float)(1e-3 * root / (1 - _power1)), (float)(1e-8 * root));
            }
        }
    }
}
