using System;

namespace NetGen;

/// <summary>1 - squared errors / squared distances of the targets from their mean, for each output; the mean over the outputs.</summary>
internal sealed class R2Accumulator : MetricAccumulator
{
    private readonly double[] _errors;
    private readonly double[] _means;
    private readonly double[] _spreads;
    private long _count;

    internal R2Accumulator(MetricTask task)
        : base(task)
    {
        _errors = new double[task.OutputSize];
        _means = new double[task.OutputSize];
        _spreads = new double[task.OutputSize];
    }

    protected override void AddTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        int size = Task.OutputSize;
        for (int start = 0; start < targets.Length; start += size)
        {
            _count++;
            for (int i = 0; i < size; i++)
            {
                Add(i, outputs[start + i], targets[start + i]);
            }
        }
    }

    protected override void AddLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
        int size = Task.OutputSize;
        for (int row = 0; row < labels.Length; row++)
        {
            _count++;
            for (int i = 0; i < size; i++)
            {
                Add(i, outputs[(row * size) + i], LabelTarget.Of(labels[row], i, size));
            }
        }
    }

    protected override double Compute()
    {
        if (Rows < 2)
        {
            return double.NaN;
        }

        double sum = 0;
        for (int i = 0; i < _errors.Length; i++)
        {
            // Constant targets: all or nothing.
            sum += _spreads[i] != 0 ? 1 - (_errors[i] / _spreads[i]) : _errors[i] == 0 ? 1 : double.IsNaN(_errors[i]) ? double.NaN : 0;
        }

        return sum / _errors.Length;
    }

    protected override void Clear()
    {
        Array.Clear(_errors);
        Array.Clear(_means);
        Array.Clear(_spreads);
        _count = 0;
    }

    private void Add(int i, double output, double target)
    {
        // Welford's recurrence: one pass, and no cancellation where the mean is large.
        double error = output - target;
        _errors[i] += error * error;
        double distance = target - _means[i];
        _means[i] += distance / _count;
        _spreads[i] += distance * (target - _means[i]);
    }
}
