using System;

namespace NetGen;

/// <summary>Two classes: one output with 0 and 1, or two outputs of which the second one is class 1.</summary>
internal static class BinaryTask
{
    /// <exception cref="ArgumentException">The outputs are not those of two classes.</exception>
    internal static void Check(MetricTask task, string metric)
    {
        if (task.OutputSize > 2 || (task.MultiLabel && task.OutputSize > 1))
        {
            throw new ArgumentException(
                $"The binary {metric} needs the 1 or 2 outputs of two classes, not {task.OutputSize}{(task.MultiLabel ? " labels" : "")}; use the macro or the micro form.",
                nameof(task));
        }
    }
}
