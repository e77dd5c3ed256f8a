using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Training;

public sealed class StopRuleTests
{
    private static readonly TrainingMetric Loss = TrainingMetric.TrainingLoss;

    [Fact]
    public void WithoutImprovement_CountsInTheMetricsDirection()
    {
        Assert.Equal(5, StopsAt(StopRule.WithoutImprovement(Loss, 3), [5, 4, 4, 6, 4.5f, 1]));
        TrainingMetric rising = new("gain", report => report.TrainingLoss, largerIsBetter: true);
        Assert.Equal(5, StopsAt(StopRule.WithoutImprovement(rising, 2), [1, 2, 3, 3, 2, 9]));
        Assert.Equal(0, StopsAt(StopRule.WithoutImprovement(rising, 2), [1, 2, 2, 3, 3, 4]));
    }

    [Fact]
    public void WithoutImprovement_HasAMinimumThatAddsUpAndAStart()
    {
        Assert.Equal(4, StopsAt(StopRule.WithoutImprovement(Loss, 3, minimumImprovement: 0.5f), [5, 4.9f, 4.8f, 4.75f, 0]));
        Assert.Equal(0, StopsAt(StopRule.WithoutImprovement(Loss, 3, minimumImprovement: 0.5f), [5, 4.75f, 4.4f, 4.3f, 3.8f]));
        Assert.Equal(6, StopsAt(StopRule.WithoutImprovement(Loss, 2, startEpoch: 4), [1, 2, 3, 9, 9, 9, 9]));
    }

    [Fact]
    public void AMetricThatIsMissing_IsNoImprovement()
    {
        Assert.Equal(4, StopsAt(StopRule.WithoutImprovement(Loss, 2), [3, 2, float.NaN, float.NaN, 1]));
        Assert.Equal(3, StopsAt(StopRule.WithoutImprovement(TrainingMetric.ValidationLoss, 2), [3, 2, 1, 1]));
        Assert.Equal(0, StopsAt(StopRule.WhenReached(TrainingMetric.ValidationLoss, 100f), [3, 2, 1]));
        Assert.Equal(0, StopsAt(StopRule.WithoutImprovement(Loss, 2), [float.NaN, 3, 2, 1, 0]));
    }

    [Fact]
    public void WhenReached_IsAtTheTargetOrBetter()
    {
        Assert.Equal(3, StopsAt(StopRule.WhenReached(Loss, 2f), [3, 2.1f, 2f, 1]));
        TrainingMetric rising = new("gain", report => report.TrainingLoss, largerIsBetter: true);
        Assert.Equal(2, StopsAt(StopRule.WhenReached(rising, 2f), [1, 2.5f, 3]));
    }

    [Fact]
    public void WhenOverfitting_NeedsEpochsInARow()
    {
        // Epochs:          1  2  3  4  5  6  7  8
        float[] training = [9, 8, 7, 8, 7, 6, 5, 4];
        float[] validation = [9, 7, 8, 8, 8, 6, 7, 6];
        StopRule rule = StopRule.WhenOverfitting(2);
        Assert.Equal(8, StopsAt(rule, training, validation));
        Assert.Equal("Overfitting: the training loss improved and the validation loss did not, 2 epochs in a row.", rule.Reason);
        Assert.Equal(3, StopsAt(StopRule.WhenOverfitting(1), training, validation));
        Assert.Equal(0, StopsAt(StopRule.WhenOverfitting(3), training, validation));
    }

    [Fact]
    public void And_NeedsBothAtTheSameTimeAndOrOne()
    {
        float[] losses = [5, 1, 5, 5, 0.5f, 5];
        Assert.Equal(5, StopsAt(StopRule.WhenReached(Loss, 1f).And(StopRule.AfterEpochs(3)), losses));
        Assert.Equal(2, StopsAt(StopRule.WhenReached(Loss, 1f).Or(StopRule.AfterEpochs(3)), losses));
        Assert.Equal(3, StopsAt(StopRule.WhenReached(Loss, 0f).Or(StopRule.AfterEpochs(3)), losses));

        // The patience of the second part is counted although the first one does not hold yet.
        Assert.Equal(4, StopsAt(StopRule.AfterEpochs(4).And(StopRule.WithoutImprovement(Loss, 2)), losses));
    }

    [Fact]
    public void ACombinedRule_GivesTheReasonOfThePartThatHolds()
    {
        StopRule rule = StopRule.WhenReached(Loss, 1f).Or(StopRule.AfterEpochs(9));
        StopsAt(rule, [5, 1]);
        Assert.Equal("The training loss reached 1.", rule.Reason);
        StopRule both = StopRule.WhenReached(Loss, 1f).And(StopRule.AfterEpochs(2));
        StopsAt(both, [5, 1]);
        Assert.Equal("The training loss reached 1. 2 epochs done.", both.Reason);
    }

    [Fact]
    public void StepAndTimeLimits_HoldWithinAnEpochToo()
    {
        StopRule rule = StopRule.AfterSteps(10).Or(StopRule.AfterTime(TimeSpan.FromSeconds(5)));
        Assert.False(rule.AfterStep(9, TimeSpan.FromSeconds(4.9)));
        Assert.True(rule.AfterStep(9, TimeSpan.FromSeconds(5)));
        Assert.True(rule.AfterStep(10, TimeSpan.Zero));
        Assert.False(StopRule.AfterSteps(10).And(StopRule.AfterEpochs(1)).AfterStep(11, TimeSpan.Zero));
    }

    [Fact]
    public void AFreshRule_HasSeenNothing()
    {
        StopRule rule = StopRule.WithoutImprovement(Loss, 2).And(StopRule.WhenOverfitting(1).Or(StopRule.AfterEpochs(1)));
        Assert.Equal(3, StopsAt(rule, [1, 1, 1]));
        Assert.Equal(3, StopsAt(rule.Fresh(), [1, 1, 1]));
    }

    [Fact]
    public void TheText_HasEverySetting()
    {
        Assert.Equal("after 10 steps", StopRule.AfterSteps(10).ToString());
        Assert.Equal("after 7 epochs", StopRule.AfterEpochs(7).ToString());
        Assert.Equal("after 0:01:30", StopRule.AfterTime(TimeSpan.FromSeconds(90)).ToString());
        Assert.Equal("when the training loss reaches 0.5", StopRule.WhenReached(Loss, 0.5f).ToString());
        Assert.Equal("when the gradient norm reaches 0.001", StopRule.WhenGradientNormBelow(1e-3f).ToString());
        Assert.Equal(
            "when the training loss has not improved by more than 0.25 for 3 epochs, from epoch 5 on",
            StopRule.WithoutImprovement(Loss, 3, 0.25f, 5).Fresh().ToString());
        Assert.Equal(
            "when the training accuracy improves and the validation accuracy does not, for 4 epochs",
            StopRule.WhenOverfitting(TrainingMetric.TrainingAccuracy, TrainingMetric.ValidationAccuracy, 4).Fresh().ToString());
        Assert.Equal(
            "((after 10 steps and after 7 epochs) or after 0:00:01)",
            StopRule.AfterSteps(10).And(StopRule.AfterEpochs(7)).Or(StopRule.AfterTime(TimeSpan.FromSeconds(1))).Fresh().ToString());
    }

    [Fact]
    public void SettingsOutOfRange_AreRefusedByName()
    {
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => StopRule.AfterSteps(0));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => StopRule.AfterEpochs(0));
        Assert.Throws<ArgumentOutOfRangeException>("time", () => StopRule.AfterTime(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("target", () => StopRule.WhenReached(Loss, float.NaN));
        Assert.Throws<ArgumentNullException>("metric", () => StopRule.WhenReached(null!, 1f));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => StopRule.WhenGradientNormBelow(0f));
        Assert.Throws<ArgumentOutOfRangeException>("patience", () => StopRule.WithoutImprovement(Loss, 0));
        Assert.Throws<ArgumentOutOfRangeException>("patience", () => StopRule.WithoutImprovement(Loss, -1));
        Assert.Throws<ArgumentOutOfRangeException>("minimumImprovement", () => StopRule.WithoutImprovement(Loss, 1, -1f));
        Assert.Throws<ArgumentOutOfRangeException>("startEpoch", () => StopRule.WithoutImprovement(Loss, 1, 0f, 0));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => StopRule.WhenOverfitting(0));
        Assert.Throws<ArgumentNullException>("other", () => StopRule.AfterEpochs(1).And(null!));
        Assert.Throws<ArgumentException>("name", () => new TrainingMetric("", _ => null, false));
        Assert.Throws<ArgumentNullException>("read", () => new TrainingMetric("x", null!, false));
    }

    /// <summary>The epoch at which the rule holds, 0 if it never does.</summary>
    private static int StopsAt(StopRule rule, float[] training, float[]? validation = null) =>
        Reports(training, validation).FirstOrDefault(report => rule.AfterEpoch(report)).Epoch;

    private static IEnumerable<EpochReport> Reports(float[] training, float[]? validation) => training.Select(
        (loss, i) => new EpochReport(i + 1, training.Length, loss, null, validation?[i], null, 0.1f, TimeSpan.Zero) { Steps = i + 1 });
}
