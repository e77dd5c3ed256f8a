using System;

namespace NetGen.Tests.Training;

/// <summary>Softmax regression, written by hand.</summary>
internal sealed class SoftmaxNetwork(int inputs, int outputs) : LinearNetwork(inputs, outputs, Loss.CrossEntropy), IClassifier
{
    public float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradients)
    {
        Span<float> targets = stackalloc float[labels.Length * OutputSize];
        OneHot(labels, targets);
        return Backward(inputs, targets, gradients);
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        Span<float> targets = stackalloc float[labels.Length * OutputSize];
        OneHot(labels, targets);
        return ComputeLoss(inputs, targets);
    }

    protected override void Activate(Span<float> outputs)
    {
        for (int start = 0; start < outputs.Length; start += OutputSize)
        {
            Span<float> row = outputs.Slice(start, OutputSize);
            float largest = float.NegativeInfinity;
            foreach (float z in row)
            {
                largest = MathF.Max(largest, z);
            }

            float sum = 0;
            foreach (ref float z in row)
            {
                z = MathF.Exp(z - largest);
                sum += z;
            }

            foreach (ref float z in row)
            {
                z /= sum;
            }
        }
    }

    private void OneHot(ReadOnlySpan<int> labels, Span<float> targets)
    {
        targets.Clear();
        for (int row = 0; row < labels.Length; row++)
        {
            targets[(row * OutputSize) + labels[row]] = 1f;
        }
    }
}
