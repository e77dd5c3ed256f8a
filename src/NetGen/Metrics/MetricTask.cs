using System;

namespace NetGen;

/// <summary>What a <see cref="Metric"/> must know before it can count.</summary>
/// <param name="OutputSize">Number of outputs of a row, at least 1.</param>
/// <param name="MultiLabel">
/// True if each of several outputs is a yes or no of its own (<see cref="Loss.BinaryCrossEntropy"/> with target vectors); false if a row belongs to
/// one class.
/// </param>
/// <param name="ExpectedRows">About how many rows will come, or 0; saves growing where a metric keeps the rows.</param>
public readonly record struct MetricTask(int OutputSize, bool MultiLabel = false, int ExpectedRows = 0)
{
    /// <summary>True if targets are quantities and no classes: metrics of classes don't suit it. False unless set.</summary>
    public bool IsRegression { get; init; }

    /// <exception cref="ArgumentException">The task is a regression.</exception>
    internal static void CheckClasses(MetricTask task, string metric)
    {
        if (task.IsRegression)
        {
            throw new ArgumentException(
                $"{metric} is a metric of classes; the targets of this task are quantities. Regressions have MAE, RMSE, R2 and the loss.", nameof(task));
        }
    }

    /// <summary>Two classes are one output with 0 and 1, or two outputs of which the second one is class 1.</summary>
    /// <exception cref="ArgumentException">The outputs are not those of two classes.</exception>
    internal static void CheckTwoClasses(MetricTask task, string metric)
    {
        if (task.OutputSize > 2 || (task.MultiLabel && task.OutputSize > 1))
        {
            throw new ArgumentException(
                $"The binary {metric} needs the 1 or 2 outputs of two classes, not {task.OutputSize}{(task.MultiLabel ? " labels" : "")}; use the macro or the micro form.",
                nameof(task));
        }
    }
}
