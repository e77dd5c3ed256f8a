using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Training;

[Trait("Category", "Functional")]
public sealed class TrainerStopRulesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AfterSteps_StopsWithinAnEpochAndKeepsTheLastStep(int threads)
    {
        Dataset train = Samples.Clusters(256);
        StopRule rule = StopRule.AfterSteps(6);
        ClusterNet network = new(1);
        TrainingResult result = Trainer.Fit(
            network, train, new Adam(), new TrainingOptions { BatchSize = 64, StopRules = [StopRule.AfterEpochs(99), rule], Threads = threads, Shards = 2 });
        Assert.Equal((StopReason.RuleMet, 1, 4L), (result.StopReason, result.History.Count, result.Last!.Value.Steps));
        Assert.Same(rule, result.StoppedBy);
        Assert.Equal("6 steps done. Stopped in epoch 2, after batch 2.", result.Message);

        Adam adam = new();
        ClusterNet own = new(1);
        float[] gradients = new float[own.ParameterStorage];
        Trainer.Fit(own, train, adam, new TrainingOptions { Epochs = 1, BatchSize = 64, Shards = 2 });
        int steps = 0;
        using ShardedBackward<ClusterNet> sharded = new(own, gradients, 2, 1);
        foreach (Batch batch in train.Batches(64, 0, 2))
        {
            if (steps++ < 2)
            {
                sharded.Run(batch);
                own.Update(adam, gradients);
            }
        }

        Assert.Equal(own.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void AfterStepsOfWholeEpochs_ReportsTheLastOne()
    {
        TrainingResult result = Fit(new TrainingOptions { BatchSize = 16, StopRules = [StopRule.AfterSteps(8)] });
        Assert.Equal((StopReason.RuleMet, 2, 8L), (result.StopReason, result.History.Count, result.Last!.Value.Steps));
    }

    [Fact]
    public void ARuleOfYourOwn_IsAskedAfterEachStep()
    {
        EachStep rule = new(8);
        TrainingResult result = Fit(new TrainingOptions { Epochs = 9, BatchSize = 16, StopRules = [rule] });
        Assert.Equal((8, 2, 8L), (rule.Calls, result.History.Count, result.Last!.Value.Steps));
        Assert.Same(rule, result.StoppedBy);
        Assert.Equal("Enough. Nothing more.", result.Message);
    }

    private sealed class EachStep(int most) : StopRule
    {
        internal int Calls { get; private set; }

        public override string Reason => "Enough. Nothing more.";

        public override bool AfterEpoch(EpochReport report) => false;

        public override bool AfterStep(long steps, TimeSpan elapsed) => ++Calls == most;
    }

    [Fact]
    public void AfterTime_Stops()
    {
        TrainingResult result = Fit(new TrainingOptions { Epochs = int.MaxValue, StopRules = [StopRule.AfterTime(TimeSpan.FromMilliseconds(30))] });
        Assert.Equal(StopReason.RuleMet, result.StopReason);
        Assert.StartsWith("The time limit of 0:00:00.03 was reached.", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARuleInTheLastEpoch_IsACompletedTraining()
    {
        TrainingResult result = Fit(new TrainingOptions { Epochs = 3, StopRules = [StopRule.AfterEpochs(3)] });
        Assert.Equal((StopReason.Completed, 3), (result.StopReason, result.History.Count));
        Assert.Null(result.StoppedBy);
    }

    [Fact]
    public void ThePatienceOfTheOptions_IsARuleToo()
    {
        float[] losses = [5, 4, 4, 4, 4, 4];
        LinearNetwork network = new(2, 1) { LossHook = (call, _) => losses[call - 1] };
        TrainingOptions options = new() { BatchSize = TrainingOptions.FullBatch, Patience = 2, StopRules = [StopRule.AfterEpochs(4)] };
        TrainingResult result = Trainer.Fit(network, Samples.Plane(), new PlainDescent(0.1f), options);
        Assert.Equal((StopReason.EarlyStopped, 4, 2), (result.StopReason, result.History.Count, result.BestEpoch));
        Assert.Equal("The training loss did not improve in the last 2 epochs.", result.StoppedBy!.Reason);
    }

    [Fact]
    public void OptionsWithRules_ServeManyTrainings()
    {
        TrainingOptions options = new() { Epochs = 9, StopRules = [StopRule.WithoutImprovement(TrainingMetric.TrainingLoss, 2, 1e9f)] };
        Assert.Equal([3, 3], new[] { Fit(options), Fit(options) }.Select(result => result.History.Count));
    }

    [Fact]
    public void TheBestParameters_AreRestoredAfterARule()
    {
        Dataset train = Dataset.FromTargets([1, -1], 1, [4, -4], 1);
        Dataset validation = Dataset.FromTargets([1, -1], 1, [2, -2], 1);
        StopRule rule = StopRule.WhenOverfitting(3);
        LinearNetwork network = new(1, 1);
        TrainingResult result = Trainer.Fit(
            network, train, new PlainDescent(0.1f), new TrainingOptions { Epochs = 100, Validation = validation, StopRules = [rule] });
        Assert.Same(rule, result.StoppedBy);
        Assert.Equal((result.BestEpoch + 3, true), (result.History.Count, result.RestoredBest));
        Assert.Equal(result.Best!.Value.ValidationLoss, Evaluator.Evaluate(network, validation).Loss);
    }

    [Fact]
    public void TheGradientNorm_IsMeasuredAndStops()
    {
        TrainingResult result = Fit(new TrainingOptions { Epochs = 500, BatchSize = TrainingOptions.FullBatch, StopRules = [StopRule.WhenGradientNormBelow(1e-3f)] });
        Assert.Equal(StopReason.RuleMet, result.StopReason);
        Assert.InRange(result.Last!.Value.GradientNorm!.Value, 0f, 1e-3f);
        Assert.All(result.History.SkipLast(1), report => Assert.True(report.GradientNorm > 1e-3f));
        Assert.StartsWith("The gradient norm reached 0.001.", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheGradientNorm_IsThatOfTheGradientBeforeClipping()
    {
        LinearNetwork network = new(2, 1);
        Dataset plane = Samples.Plane();
        float[] gradients = new float[network.ParameterStorage];
        network.Backward(plane.Features, plane.Targets, gradients);
        double expected = Math.Sqrt(gradients.Sum(g => (double)g * g));
        TrainingResult result = Fit(
            new TrainingOptions { Epochs = 1, BatchSize = TrainingOptions.FullBatch, MeasureGradientNorm = true, ClipGradientNorm = 1e-3f });
        Assert.Equal(expected, result.Last!.Value.GradientNorm!.Value, 1e-6 * expected);
        Assert.Null(Fit(new TrainingOptions { Epochs = 1 }).Last!.Value.GradientNorm);
    }

    [Fact]
    public void RulesWithoutTheirMetric_AreRefused()
    {
        Refused("validation loss, which needs a Validation set", new TrainingOptions { StopRules = [StopRule.WhenOverfitting(3)] });
        Refused(
            "training accuracy, which needs MeasureTrainingAccuracy",
            new TrainingOptions { StopRules = [StopRule.AfterEpochs(1).And(StopRule.WhenReached(TrainingMetric.TrainingAccuracy, 1f))] });
        Refused(
            "no accuracy in a regression",
            new TrainingOptions { MeasureTrainingAccuracy = true, StopRules = [StopRule.WhenReached(TrainingMetric.TrainingAccuracy, 1f)] });
        Refused(
            "no accuracy in a regression",
            new TrainingOptions { Validation = Samples.Plane(), StopRules = [StopRule.WhenReached(TrainingMetric.ValidationAccuracy, 1f)] });
        Refused("has a rule that is null", new TrainingOptions { StopRules = [null!] });

        static void Refused(string message, TrainingOptions refused) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>("options", () => Fit(refused)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABatchWithEveryOption_AllocatesNothing() =>
        Assert.Equal(0, Allocation.OfBatches(new ClusterNet(1), Samples.Clusters(320), rows => new TrainingOptions
        {
            Epochs = 4,
            BatchSize = rows,
            Shuffle = false,
            Schedule = new CosineDecay(4, 0f, ScheduleInterval.Step).WithWarmup(1),
            AveragedWeights = 0.9f,
            ClipGradientValue = 0.1f,
            ClipGradientNorm = 0.1f,
            StopRules = [StopRule.WhenGradientNormBelow(1e-9f).Or(StopRule.AfterTime(TimeSpan.FromHours(1))), StopRule.AfterSteps(9999)],
        }));

    private static TrainingResult Fit(TrainingOptions options) => Trainer.Fit(new LinearNetwork(2, 1), Samples.Plane(), new PlainDescent(0.3f), options);
}
