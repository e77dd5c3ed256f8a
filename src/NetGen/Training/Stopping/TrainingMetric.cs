using System;

namespace NetGen;

/// <summary>A number of an <see cref="EpochReport"/> that a <see cref="StopRule"/> watches, and whether more of it is better.</summary>
public sealed class TrainingMetric
{
    private readonly Func<EpochReport, float?> _read;

    /// <summary>A metric of your own.</summary>
    /// <param name="name">What to call it in messages, such as <c>validation loss</c>.</param>
    /// <param name="read">Takes it from a report; null where the report does not have it.</param>
    /// <param name="largerIsBetter">Whether it is to rise, as an accuracy, or to fall, as a loss.</param>
    public TrainingMetric(string name, Func<EpochReport, float?> read, bool largerIsBetter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(read);
        Name = name;
        _read = read;
        LargerIsBetter = largerIsBetter;
    }

    /// <summary><see cref="EpochReport.TrainingLoss"/>; smaller is better.</summary>
    public static TrainingMetric TrainingLoss { get; } = new("training loss", static report => report.TrainingLoss, largerIsBetter: false);

    /// <summary><see cref="EpochReport.TrainingAccuracy"/>; larger is better. Needs <see cref="TrainingOptions.MeasureTrainingAccuracy"/>.</summary>
    public static TrainingMetric TrainingAccuracy { get; } = new("training accuracy", static report => report.TrainingAccuracy, largerIsBetter: true);

    /// <summary><see cref="EpochReport.ValidationLoss"/>; smaller is better. Needs <see cref="TrainingOptions.Validation"/>.</summary>
    public static TrainingMetric ValidationLoss { get; } = new("validation loss", static report => report.ValidationLoss, largerIsBetter: false);

    /// <summary><see cref="EpochReport.ValidationAccuracy"/>; larger is better. Needs <see cref="TrainingOptions.Validation"/>.</summary>
    public static TrainingMetric ValidationAccuracy { get; } = new("validation accuracy", static report => report.ValidationAccuracy, largerIsBetter: true);

    /// <summary><see cref="EpochReport.GradientNorm"/>; smaller is better. A rule that watches it has the trainer measure it.</summary>
    public static TrainingMetric GradientNorm { get; } = new("gradient norm", static report => report.GradientNorm, largerIsBetter: false);

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>Whether it is to rise.</summary>
    public bool LargerIsBetter { get; }

    /// <summary>Takes it from a report.</summary>
    public float? Read(EpochReport report) => _read(report);

    /// <summary>The metric, or its negative, so that smaller is better; NaN where there is none, which is never an improvement.</summary>
    internal float Cost(EpochReport report)
    {
        float value = _read(report) ?? float.NaN;
        return LargerIsBetter ? -value : value;
    }
}
