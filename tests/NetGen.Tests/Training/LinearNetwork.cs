using System;

namespace NetGen.Tests.Training;

/// <summary>
/// One dense layer, written by hand: mean squared error, or a sigmoid with binary cross-entropy. The hooks let a test spoil a loss or a gradient.
/// </summary>
internal class LinearNetwork(int inputs, int outputs, Loss loss = Loss.MeanSquaredError) : HandwrittenNetwork(
    inputs,
    outputs,
    loss,
    ((inputs + 1) * outputs) + Padding,
    new TensorDescription("layer1.weight", TensorRole.Weight, 0, [outputs, inputs], [inputs, 1]),
    new TensorDescription("layer1.bias", TensorRole.Bias, inputs * outputs, [outputs], [1]))
{
    private const int Padding = 3;

    /// <summary>Number of calls of <c>Backward</c> so far.</summary>
    public int BackwardCalls { get; private set; }

    /// <summary>Changes the loss of a call, counted from 1.</summary>
    public Func<int, float, float> LossHook { get; init; } = (_, loss) => loss;

    /// <summary>Changes the first gradient of a call, counted from 1.</summary>
    public Func<int, float, float> GradientHook { get; init; } = (_, gradient) => gradient;

    public override void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        if (inputs.Length / InputSize * OutputSize != outputs.Length)
        {
            throw new ArgumentException($"{inputs.Length} inputs do not fit {outputs.Length} outputs.", nameof(outputs));
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            (int row, int output) = Math.DivRem(i, OutputSize);
            float z = Parameters[(InputSize * OutputSize) + output];
            for (int j = 0; j < InputSize; j++)
            {
                z += Parameters[(output * InputSize) + j] * inputs[(row * InputSize) + j];
            }

            outputs[i] = z;
        }

        Activate(outputs);
    }

    public override float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients)
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

    public override float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        Span<float> outputs = stackalloc float[targets.Length];
        Forward(inputs, outputs);
        return LossOf(outputs, targets);
    }

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
