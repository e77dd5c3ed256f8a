using System;

namespace NetGen;

/// <summary>Correct answers / answers.</summary>
internal sealed class AccuracyAccumulator : MetricAccumulator
{
    private long _correct;

    internal AccuracyAccumulator(MetricTask task)
        : base(task) => MetricTask.CheckClasses(task, "The accuracy");

    protected override void AddTargets(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        bool single = Task.MultiLabel || Task.OutputSize == 1;
        _correct += single ? Answers.CountOnSide(outputs, targets) : Answers.CountCorrect(outputs, Task.OutputSize, targets);
    }

    protected override void AddLabels(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels) =>
        _correct += Answers.CountCorrect(outputs, Task.OutputSize, labels) * (Task.MultiLabel ? Task.OutputSize : 1);

    protected override double Compute() => (double)_correct / (Task.MultiLabel ? Rows * Task.OutputSize : Rows);

    protected override void Clear() => _correct = 0;
}
