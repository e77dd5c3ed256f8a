using System;

namespace NetGen;

/// <summary>The mean of |output - target|, or the root of the mean of its square, over all outputs of all rows.</summary>
internal sealed class ErrorAccumulator(MetricTask task, bool squared) : MetricAccumulator(task)
{
    private double _sum;

    protected override void AddTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            Add((double)outputs[i] - targets[i]);
        }
    }

    protected override void AddLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            Add(outputs[i] - LabelTarget.Of(labels[i / Task.OutputSize], i % Task.OutputSize, Task.OutputSize));
        }
    }

    protected override double Compute()
    {
        double mean = _sum / ((double)Rows * Task.OutputSize);
        return squared ? Math.Sqrt(mean) : mean;
    }

    protected override void Clear() => _sum = 0;

    private void Add(double error) => _sum += squared ? error * error : Math.Abs(error);
}
