using System;

namespace NetGen;

/// <summary>Counts towards a <see cref="Metric"/>, batch by batch. Not for several threads at once.</summary>
/// <remarks>
/// <see cref="Add(ReadOnlySpan{float}, ReadOnlySpan{float})"/> allocates nothing, except where a metric must keep the rows (ROC AUC) and there are more of
/// them than <see cref="MetricTask.ExpectedRows"/>. Sums are kept in double precision.
/// </remarks>
public abstract class MetricAccumulator
{
    /// <summary>Starts with no rows.</summary>
    /// <param name="task">The outputs of the network.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no output, or the expected number of rows is negative.</exception>
    protected MetricAccumulator(MetricTask task)
    {
        if (task.OutputSize < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(task), task.OutputSize, $"{nameof(MetricTask.OutputSize)} is at least 1.");
        }

        if (task.ExpectedRows < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(task), task.ExpectedRows, $"{nameof(MetricTask.ExpectedRows)} is not negative.");
        }

        // One output is the same with either reading.
        Task = task with { MultiLabel = task.MultiLabel && task.OutputSize > 1 };
    }

    /// <summary>The outputs that are counted.</summary>
    public MetricTask Task { get; }

    /// <summary>Number of rows added since the start or the last <see cref="Reset"/>.</summary>
    public long Rows { get; private set; }

    /// <summary>The metric over all rows added; NaN without rows, and where the metric says so.</summary>
    public double Value => Rows == 0 ? double.NaN : Compute();

    /// <summary>Adds rows with target vectors.</summary>
    /// <param name="outputs">rows x outputs values, as <c>Forward</c> writes them.</param>
    /// <param name="targets">As many values.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        int rows = outputs.Length / Task.OutputSize;
        if (outputs.Length != rows * Task.OutputSize || targets.Length != outputs.Length)
        {
            throw new ArgumentException(
                $"There are {outputs.Length} outputs and {targets.Length} targets; expected as many of each, in whole rows of {Task.OutputSize}.",
                nameof(targets));
        }

        AddTargets(outputs, targets);
        Rows += rows;
    }

    /// <summary>Adds rows with class labels. For a single output the labels are 0 and 1.</summary>
    /// <param name="outputs">rows x outputs values, as <c>Forward</c> writes them.</param>
    /// <param name="labels">One class a row.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is no class.</exception>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels)
    {
        if (outputs.Length != (long)labels.Length * Task.OutputSize)
        {
            throw new ArgumentException(
                $"There are {outputs.Length} outputs; {labels.Length} labels need {(long)labels.Length * Task.OutputSize}, {Task.OutputSize} a row.", nameof(labels));
        }

        int classes = Math.Max(2, Task.OutputSize);
        int wrong = labels.IndexOfAnyExceptInRange(0, classes - 1);
        if (wrong >= 0)
        {
            throw new ArgumentException($"labels[{wrong}] is {labels[wrong]}; expected a class from 0 to {classes - 1}.", nameof(labels));
        }

        AddLabels(outputs, labels);
        Rows += labels.Length;
    }

    /// <summary>Forgets all rows.</summary>
    public void Reset()
    {
        Rows = 0;
        Clear();
    }

    /// <summary>Takes whole rows of outputs and as many targets.</summary>
    protected abstract void AddTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets);

    /// <summary>Takes rows of outputs and one valid class for each.</summary>
    protected abstract void AddLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels);

    /// <summary>The metric over the rows taken, of which there is at least one.</summary>
    protected abstract double Compute();

    /// <summary>Sets all sums to zero.</summary>
    protected abstract void Clear();

    /// <summary>Counts rows that came in another way than by <c>Add</c>.</summary>
    private protected void CountRows(int rows) => Rows += rows;
}
