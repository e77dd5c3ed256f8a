using System;
using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>What one epoch gave.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Epochs">The number of epochs asked for.</param>
/// <param name="TrainingLoss">
/// The mean of the batch losses, weighted by rows (or by the weights of their rows), each measured before its step. NaN if no step was taken, because no row
/// of the epoch's batches has a weight above 0.
/// </param>
/// <param name="TrainingAccuracy">
/// The accuracy on all training rows after the epoch, from 0 to 1; null unless <see cref="TrainingOptions.MeasureTrainingAccuracy"/>.
/// </param>
/// <param name="ValidationLoss">The mean loss over the validation set after the epoch; null without one.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation set after the epoch, from 0 to 1; null without one, or in regression.</param>
/// <param name="LearningRate">The optimizer's learning rate at the end of the epoch.</param>
/// <param name="Elapsed">Time since training began.</param>
public readonly record struct EpochReport(
    int Epoch,
    int Epochs,
    float TrainingLoss,
    float? TrainingAccuracy,
    float? ValidationLoss,
    float? ValidationAccuracy,
    float LearningRate,
    TimeSpan Elapsed)
{
    /// <summary>Steps taken since training began.</summary>
    public long Steps { get; init; }

    /// <summary>
    /// The mean L2 norm of the gradients of the epoch's batches, weighted by rows, each measured before its step and before clipping; NaN if no step was
    /// taken; null unless <see cref="TrainingOptions.MeasureGradientNorm"/>. With one full batch it is the norm of the gradient of the training loss.
    /// </summary>
    public float? GradientNorm { get; init; }

    /// <summary><see cref="TrainingOptions.ValidationMetrics"/> over the validation set after the epoch, and metrics that a rule or the monitor watches.</summary>
    public MetricValues ValidationMetrics { get; init; }

    /// <summary>Such as <c>epoch 3/50: loss 0.1234, validation loss 0.1311, validation accuracy 95.0 %</c>.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"epoch {Epoch}/{Epochs}: loss {TrainingLoss:G4}");
        AppendPercent(text, "accuracy", TrainingAccuracy);
        if (ValidationLoss is float loss)
        {
            text.Append(CultureInfo.InvariantCulture, $", validation loss {loss:G4}");
        }

        AppendPercent(text, "validation accuracy", ValidationAccuracy);
        foreach (MetricValue metric in ValidationMetrics)
        {
            text.Append(CultureInfo.InvariantCulture, $", validation {metric.Name} {metric.Value:G4}");
        }

        return text.ToString();
    }

    private static void AppendPercent(StringBuilder text, string name, float? share)
    {
        if (share is float value)
        {
            text.Append(CultureInfo.InvariantCulture, $", {name} {100 * value:F1} %");
        }
    }
}
