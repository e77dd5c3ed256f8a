using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>
/// When to stop training. In <see cref="TrainingOptions.StopRules"/>, where any one is enough, or asked after each epoch (and step) of a loop of your own.
/// </summary>
/// <remarks>
/// Rules that compare epochs keep what they have seen: one object serves one training at a time. The trainer takes <see cref="Fresh"/> ones.
/// </remarks>
/// <example><code>
/// StopRules = [StopRule.AfterTime(TimeSpan.FromMinutes(5)), StopRule.WithoutImprovement(TrainingMetric.ValidationLoss, 10).And(StopRule.AfterEpochs(50))]
/// </code></example>
public abstract class StopRule
{
    /// <summary>Why the rule stops training, or would: a sentence.</summary>
    public abstract string Reason { get; }

    /// <summary>The metrics watched, so that the trainer can check that there are such, or measure them.</summary>
    internal virtual IEnumerable<TrainingMetric> Metrics => [];

    /// <summary>Stops once so many steps (iterations) are done, also within an epoch; that epoch is not reported then.</summary>
    /// <param name="steps">At least 1.</param>
    public static StopRule AfterSteps(long steps) => new StepLimit(steps);

    /// <summary>Stops once so many epochs are done. Alone it is <see cref="TrainingOptions.Epochs"/>; with <see cref="And"/> it is the least number of epochs.</summary>
    /// <param name="epochs">At least 1.</param>
    public static StopRule AfterEpochs(int epochs) => new EpochLimit(epochs);

    /// <summary>Stops once so much time has passed since training began, at the next step; an epoch that is not whole is not reported.</summary>
    /// <param name="time">Above 0.</param>
    public static StopRule AfterTime(TimeSpan time) => new TimeLimit(time);

    /// <summary>Stops once a metric is as good as a target, or better.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="target">The target, not NaN.</param>
    public static StopRule WhenReached(TrainingMetric metric, float target) => new TargetRule(metric, target);

    /// <summary>
    /// Stops once the mean norm of the epoch's gradients (<see cref="EpochReport.GradientNorm"/>) is not above a tolerance: near a minimum or a saddle. Mini-batches have noisy gradients,
    /// so it is for <see cref="TrainingOptions.FullBatch"/> above all.
    /// </summary>
    /// <param name="tolerance">Finite and above 0.</param>
    public static StopRule WhenGradientNormBelow(float tolerance) =>
        new TargetRule(TrainingMetric.GradientNorm, FloatRange.Positive.Check(tolerance, nameof(tolerance)));

    /// <summary>Stops after so many epochs in a row in which a metric did not improve, in its own direction.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="patience">The number of epochs, at least 1.</param>
    /// <param name="minimumImprovement">
    /// A change that is not greater than this does not count; finite and at least 0. It is measured from the last value that counted, so small gains add up.
    /// </param>
    /// <param name="startEpoch">Epochs before this one are not looked at; at least 1.</param>
    public static StopRule WithoutImprovement(TrainingMetric metric, int patience, float minimumImprovement = 0f, int startEpoch = 1) =>
        new PatienceRule(metric, patience, minimumImprovement, startEpoch);

    /// <summary>
    /// Stops at a sign of overfitting: for so many epochs in a row the training loss fell below that of the epoch before, while the validation loss did not
    /// fall below its best.
    /// </summary>
    /// <param name="epochs">At least 1.</param>
    public static StopRule WhenOverfitting(int epochs) => WhenOverfitting(TrainingMetric.TrainingLoss, TrainingMetric.ValidationLoss, epochs);

    /// <summary>
    /// Stops at a sign of overfitting: for so many epochs in a row the training metric was better than in the epoch before, while the validation
    /// metric was not better than its best.
    /// </summary>
    /// <param name="training">A metric of the training set.</param>
    /// <param name="validation">A metric of the validation set.</param>
    /// <param name="epochs">At least 1.</param>
    public static StopRule WhenOverfitting(TrainingMetric training, TrainingMetric validation, int epochs) => new OverfittingRule(training, validation, epochs);

    /// <summary>Looks at an epoch that has ended. Call it once for each, in order.</summary>
    /// <returns>True to stop.</returns>
    public abstract bool AfterEpoch(EpochReport report);

    /// <summary>Looks at a step that was taken; after the last one of an epoch, the epoch is reported before training stops. Of the rules here only limits of steps and time stop so; combinations with other rules wait for the end of the epoch.</summary>
    /// <param name="steps">Steps taken since training began.</param>
    /// <param name="elapsed">Time since training began.</param>
    /// <returns>True to stop.</returns>
    public virtual bool AfterStep(long steps, TimeSpan elapsed) => false;

    /// <summary>The rule for a training that begins: itself, or, if it keeps something between calls, a new one with the same settings.</summary>
    public virtual StopRule Fresh() => this;

    /// <summary>Stops when both rules hold at the same time.</summary>
    public StopRule And(StopRule other) => new CombinedRule(this, other, both: true);

    /// <summary>Stops when one of the rules holds.</summary>
    public StopRule Or(StopRule other) => new CombinedRule(this, other, both: false);
}
