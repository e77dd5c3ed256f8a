using System;

namespace NetGen;

/// <summary>Rows whose class has one of the k largest outputs / rows.</summary>
internal sealed class TopKAccumulator : MetricAccumulator
{
    private readonly int _k;
    private long _correct;

    internal TopKAccumulator(MetricTask task, int k)
        : base(task)
    {
        MetricTask.CheckClasses(task, $"The top-{k} accuracy");
        if (task.MultiLabel || task.OutputSize < 2 || k > task.OutputSize)
        {
            throw new ArgumentException(
                $"The top-{k} accuracy needs at least {Math.Max(2, k)} outputs, one a class; there are {task.OutputSize}{(task.MultiLabel ? " labels" : "")}.",
                nameof(task));
        }

        _k = k;
    }

    protected override void AddTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        int size = Task.OutputSize;
        for (int start = 0; start < targets.Length; start += size)
        {
            int actual = Answers.ClassOf(targets.Slice(start, size));
            _correct += actual >= 0 && IsAmongLargest(outputs.Slice(start, size), actual) ? 1 : 0;
        }
    }

    protected override void AddLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
        int size = Task.OutputSize;
        for (int row = 0; row < labels.Length; row++)
        {
            _correct += IsAmongLargest(outputs.Slice(row * size, size), labels[row]) ? 1 : 0;
        }
    }

    protected override double Compute() => (double)_correct / Rows;

    protected override void Clear() => _correct = 0;

    private bool IsAmongLargest(ReadOnlySpan<float> outputs, int actual)
    {
        float own = outputs[actual];
        int before = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (float.IsNaN(outputs[i]))
            {
                return false;
            }

            // Of equal outputs the first one is the larger, as everywhere.
            before += outputs[i] > own || (outputs[i] == own && i < actual) ? 1 : 0;
        }

        return before < _k;
    }
}
