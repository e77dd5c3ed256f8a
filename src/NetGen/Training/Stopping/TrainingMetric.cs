using System;

namespace NetGen;

/// <summary>
/// A number of an <see cref="EpochReport"/> that <see cref="TrainingOptions.Monitor"/> or a <see cref="StopRule"/> watches, and whether more of it is better.
/// </summary>
public sealed class TrainingMetric
{
    private readonly Func<EpochReport, float?> _read;

    /// <summary>A number of your own choice.</summary>
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

    private TrainingMetric(Metric metric)
        : this($"validation {metric.Name}", report => (float?)report.ValidationMetrics.Find(metric.Name), metric.HigherIsBetter)
    {
        Metric = metric;
    }

    /// <summary><see cref="EpochReport.TrainingLoss"/>; smaller is better.</summary>
    public static TrainingMetric TrainingLoss { get; } = new("training loss", static report => report.TrainingLoss, largerIsBetter: false);

    /// <summary><see cref="EpochReport.TrainingAccuracy"/>; larger is better. Needs <see cref="TrainingOptions.MeasureTrainingAccuracy"/>.</summary>
    public static TrainingMetric TrainingAccuracy { get; } = new("training accuracy", static report => report.TrainingAccuracy, largerIsBetter: true);

    /// <summary><see cref="EpochReport.ValidationLoss"/>; smaller is better. Needs <see cref="TrainingOptions.Validation"/>.</summary>
    public static TrainingMetric ValidationLoss { get; } = new("validation loss", static report => report.ValidationLoss, largerIsBetter: false);

    /// <summary><see cref="EpochReport.ValidationAccuracy"/>; larger is better. Needs <see cref="TrainingOptions.Validation"/>.</summary>
    public static TrainingMetric ValidationAccuracy { get; } = new("validation accuracy", static report => report.ValidationAccuracy, largerIsBetter: true);

    /// <summary><see cref="EpochReport.GradientNorm"/>; smaller is better. Where it is watched, the trainer measures it.</summary>
    public static TrainingMetric GradientNorm { get; } = new("gradient norm", static report => report.GradientNorm, largerIsBetter: false);

    /// <summary>The metric that is measured on the validation set for it, if it was made by <see cref="Validation"/>.</summary>
    internal Metric? Metric { get; }

    /// <summary>Whether it is measured before the steps of the epoch, and not after them.</summary>
    internal bool IsOfBatches => this == TrainingLoss || this == GradientNorm;

    /// <summary>Whether it needs a validation set.</summary>
    internal bool NeedsValidation => Metric is not null || this == ValidationLoss || this == ValidationAccuracy;

    /// <summary>
    /// Any metric on the validation set, such as <see cref="Metric.F1Macro"/>, in its own direction. Where it is watched, the trainer measures it. Needs
    /// <see cref="TrainingOptions.Validation"/>.
    /// </summary>
    public static TrainingMetric Validation(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new TrainingMetric(metric);
    }

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
