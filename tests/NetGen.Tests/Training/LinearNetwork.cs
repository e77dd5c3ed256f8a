using System;
using System.IO;

namespace NetGen.Tests.Training;

/// <summary>
/// One dense layer, written by hand: mean squared error, or a sigmoid with binary cross-entropy. The hooks let a test spoil a loss or a gradient.
/// </summary>
internal class LinearNetwork : INetwork
{
    private const int Padding = 3;

    private readonly float[] _parameters;

    public LinearNetwork(int inputs, int outputs, Loss loss = Loss.MeanSquaredError)
    {
        InputSize = inputs;
        OutputSize = outputs;
        ParameterCount = (inputs + 1) * outputs;
        _parameters = new float[ParameterCount + Padding];
        Description = new NetworkDescription(
            GetType().Name,
            inputs,
            outputs,
            loss,
            _parameters.Length,
            [
                new TensorDescription("layer1.weight", TensorRole.Weight, 0, [outputs, inputs], [inputs, 1]),
                new TensorDescription("layer1.bias", TensorRole.Bias, inputs * outputs, [outputs], [1]),
            ]);
    }

    public int InputSize { get; }

    public int OutputSize { get; }

    public int ParameterCount { get; }

    public int ParameterStorage => _parameters.Length;

    public NetworkDescription Description { get; }

    public Span<float> Parameters => _parameters;

    /// <summary>Number of calls of <c>Backward</c> so far.</summary>
    public int BackwardCalls { get; private set; }

    /// <summary>Changes the loss of a call, counted from 1.</summary>
    public Func<int, float, float> LossHook { get; init; } = (_, loss) => loss;

    /// <summary>Changes the first gradient of a call, counted from 1.</summary>
    public Func<int, float, float> GradientHook { get; init; } = (_, gradient) => gradient;

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        if (inputs.Length / InputSize * OutputSize != outputs.Length)
        {
            throw new ArgumentException($"{inputs.Length} inputs do not fit {outputs.Length} outputs.", nameof(outputs));
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            (int row, int output) = Math.DivRem(i, OutputSize);
            float z = _parameters[(InputSize * OutputSize) + output];
            for (int j = 0; j < InputSize; j++)
            {
                z += _parameters[(output * InputSize) + j] * inputs[(row * InputSize) + j];
            }

            outputs[i] = z;
        }

        Activate(outputs);
    }

    public float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        BackwardCalls++;
        Span<float> outputs = stackalloc float[targets.Length];
        Forward(inputs, outputs);
        float loss = LossOf(outputs, targets);
        float scale = Description.Loss switch
        {
            Loss.MeanSquaredError => 2f / targets.Length,
            Loss.CrossEntropy => (float)OutputSize / targets.Length,
            _ => 1f / targets.Length,
        };

        gradients.Clear();
        for (int i = 0; i < targets.Length; i++)
        {
            (int row, int output) = Math.DivRem(i, OutputSize);
            float delta = (outputs[i] - targets[i]) * scale;
            gradients[(InputSize * OutputSize) + output] += delta;
            for (int j = 0; j < InputSize; j++)
            {
                gradients[(output * InputSize) + j] += delta * inputs[(row * InputSize) + j];
            }
        }

        gradients[0] = GradientHook(BackwardCalls, gradients[0]);
        return LossHook(BackwardCalls, loss);
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        Span<float> outputs = stackalloc float[targets.Length];
        Forward(inputs, outputs);
        return LossOf(outputs, targets);
    }

    public void Update<TOptimizer>(TOptimizer optimizer, ReadOnlySpan<float> gradients)
        where TOptimizer : IOptimizer => optimizer.Step(_parameters, gradients, Description);

    public void GetTensor(string name, Span<float> destination) => throw new NotSupportedException();

    public void SetTensor(string name, ReadOnlySpan<float> source) => throw new NotSupportedException();

    public void Save(string path) => throw new NotSupportedException();

    public void Save(Stream stream) => throw new NotSupportedException();

    public void Load(string path) => throw new NotSupportedException();

    public void Load(Stream stream) => throw new NotSupportedException();

    protected virtual void Activate(Span<float> outputs)
    {
        if (Description.Loss == Loss.BinaryCrossEntropy)
        {
            foreach (ref float y in outputs)
            {
                y = 1f / (1f + MathF.Exp(-y));
            }
        }
    }

    private float LossOf(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        float sum = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            float y = outputs[i];
            float t = targets[i];
            sum += Description.Loss switch
            {
                Loss.MeanSquaredError => (y - t) * (y - t),
                Loss.CrossEntropy => t == 0 ? 0 : -t * MathF.Log(y),
                _ => -(t * MathF.Log(y)) - ((1 - t) * MathF.Log(1 - y)),
            };
        }

        return sum / targets.Length * (Description.Loss == Loss.CrossEntropy ? OutputSize : 1);
    }
}
