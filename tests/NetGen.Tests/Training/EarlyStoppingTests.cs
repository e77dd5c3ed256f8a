using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests.Training;

/// <summary>One full batch an epoch, so that call k of Backward is epoch k, and its loss is what the hook says.</summary>
public class EarlyStoppingTests
{
    private static readonly Dataset Data = Samples.Plane();

    [Fact]
    public void Patience_CountsEpochsWithoutImprovement()
    {
        TrainingResult result = Fit([5, 4, 3, 3.5f, 3, 3.1f, 1], new TrainingOptions { Patience = 3 }, out _);
        Assert.Equal((StopReason.EarlyStopped, 6, 3), (result.StopReason, result.History.Count, result.BestEpoch));
        Assert.Equal(3f, result.Best!.Value.TrainingLoss);
        Assert.True(result.RestoredBest);
        Assert.Contains("training loss did not improve in the last 3 epochs", result.Message, StringComparison.Ordinal);
        Assert.Contains("parameters of epoch 3", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnImprovementWithinThePatience_StartsTheCountAgain()
    {
        TrainingResult result = Fit([5, 6, 4, 6, 3, 6, 2], new TrainingOptions { Patience = 2 }, out _);
        Assert.Equal((StopReason.Completed, 7, 7), (result.StopReason, result.History.Count, result.BestEpoch));
    }

    [Fact]
    public void TheBestParameters_AreRestored()
    {
        List<float[]> parameters = [];
        Fit([5, 4, 3, 3.5f, 3.4f], new TrainingOptions { Patience = 2 }, out LinearNetwork network, (n, _) => parameters.Add(n.Parameters.ToArray()));
        Assert.Equal(5, parameters.Count);

        // The loss of epoch 3 is that of the parameters before its step.
        Assert.Equal(parameters[1], network.Parameters.ToArray());
        Assert.NotEqual(parameters[2], network.Parameters.ToArray());
    }

    [Fact]
    public void EpochsWithoutTheMetric_AreNeverTheBest()
    {
        TrainingMetric late = new("late loss", report => report.Epoch < 3 ? null : report.TrainingLoss, largerIsBetter: false);
        TrainingResult result = Fit([1, 1, 5, 4, 6], new TrainingOptions { Monitor = late }, out _);
        Assert.Equal((4, true), (result.BestEpoch, result.RestoredBest));

        TrainingMetric never = new("nothing", _ => float.NaN, largerIsBetter: true);
        List<float[]> parameters = [];
        result = Fit([3, 2, 1], new TrainingOptions { Monitor = never }, out LinearNetwork network, (n, _) => parameters.Add(n.Parameters.ToArray()));
        Assert.Equal((0, false, null), (result.BestEpoch, result.RestoredBest, result.Best));
        Assert.Equal(parameters[2], network.Parameters.ToArray());
    }

    [Fact]
    public void AMonitorOrARuleThatWatchesAMetric_RestoresTheBestToo()
    {
        Assert.True(Fit([3, 2, 4], new TrainingOptions { Monitor = TrainingMetric.TrainingLoss }, out _).RestoredBest);
        Assert.True(Fit([3, 2, 4], new TrainingOptions { StopRules = [StopRule.WithoutImprovement(TrainingMetric.TrainingLoss, 1)] }, out _).RestoredBest);
        Assert.False(Fit([3, 2, 4], new TrainingOptions { StopRules = [StopRule.AfterEpochs(3)] }, out _).RestoredBest);
    }

    [Fact]
    public void TheRestoredParameters_HaveTheLossThatIsReported()
    {
        LinearNetwork network = new(2, 1);
        TrainingResult result = Trainer.Fit(
            network, Data, new PlainDescent(1.5f), new TrainingOptions { Epochs = 9, BatchSize = TrainingOptions.FullBatch, Patience = 3 });
        Assert.Equal(1, result.BestEpoch);
        Assert.Equal(result.Best!.Value.TrainingLoss, network.ComputeLoss(Data.Features, Data.Targets));
    }

    [Fact]
    public void WithoutRestoreBest_TheLastParametersStay()
    {
        List<float[]> parameters = [];
        TrainingResult result = Fit(
            [5, 4, 3, 3.5f, 3.4f], new TrainingOptions { Patience = 2, RestoreBest = false }, out LinearNetwork network, (n, _) => parameters.Add(n.Parameters.ToArray()));
        Assert.Equal(parameters[4], network.Parameters.ToArray());
        Assert.Equal((3, false), (result.BestEpoch, result.RestoredBest));
    }

    [Fact]
    public void ACompletedRunWithPatience_EndsWithTheBestToo()
    {
        List<float[]> parameters = [];
        TrainingResult result = Fit([5, 1, 2], new TrainingOptions { Patience = 5 }, out LinearNetwork network, (n, _) => parameters.Add(n.Parameters.ToArray()));
        Assert.Equal((StopReason.Completed, 2, true), (result.StopReason, result.BestEpoch, result.RestoredBest));
        Assert.Equal(parameters[0], network.Parameters.ToArray());
    }

    [Fact]
    public void WithoutValidationAndPatience_TheLastParametersStay()
    {
        List<float[]> parameters = [];
        TrainingResult result = Fit([5, 1, 2], new TrainingOptions(), out LinearNetwork network, (n, _) => parameters.Add(n.Parameters.ToArray()));
        Assert.Equal((2, false), (result.BestEpoch, result.RestoredBest));
        Assert.Equal(parameters[2], network.Parameters.ToArray());
    }

    [Fact]
    public void SmallGains_DoNotResetThePatienceButAddUp()
    {
        TrainingResult stopped = Fit([5, 4.9f, 4.8f, 4.75f, 0], new TrainingOptions { Patience = 3, MinimumImprovement = 0.5f }, out _);
        Assert.Equal((StopReason.EarlyStopped, 4, 4), (stopped.StopReason, stopped.History.Count, stopped.BestEpoch));
        TrainingResult went = Fit([5, 4.75f, 4.4f, 4.3f, 3.8f], new TrainingOptions { Patience = 3, MinimumImprovement = 0.5f }, out _);
        Assert.Equal((StopReason.Completed, 5), (went.StopReason, went.BestEpoch));
    }

    [Fact]
    public void ValidationLoss_DecidesWhenThereIsAValidationSet()
    {
        // The weight of x1 moves away from its best value 2 on the validation set while training pulls it to 4.
        Dataset train = Dataset.FromTargets([1, -1], 1, [4, -4], 1);
        Dataset validation = Dataset.FromTargets([1, -1], 1, [2, -2], 1);
        List<float> weights = [];
        LinearNetwork network = new(1, 1);
        TrainingResult result = Trainer.Fit(
            network,
            train,
            new PlainDescent(0.1f),
            new TrainingOptions { Epochs = 100, Validation = validation, Patience = 4, Progress = new Report(_ => weights.Add(network.Parameters[0])) });
        int best = weights.IndexOf(weights.MinBy(weight => MathF.Abs(weight - 2f)));
        Assert.Equal((StopReason.EarlyStopped, best + 1, best + 5), (result.StopReason, result.BestEpoch, result.History.Count));
        Assert.Equal(weights[best], network.Parameters[0]);
        Assert.All(result.History.Zip(weights), pair => Assert.Equal((pair.Second - 2f) * (pair.Second - 2f), pair.First.ValidationLoss!.Value, 5));
    }

    [Fact]
    public void ValidationAccuracy_IsBetterWhenLarger()
    {
        Dataset data = Samples.Clusters(90, spread: 2.5f);
        TrainingResult result = Trainer.Fit(
            new SoftmaxNetwork(2, 3),
            data,
            new PlainDescent(0.3f),
            new TrainingOptions { Epochs = 40, Validation = Samples.Clusters(60, spread: 2.4f), Monitor = TrainingMetric.ValidationAccuracy });
        float best = result.History.Max(report => report.ValidationAccuracy!.Value);
        Assert.Equal(best, result.Best!.Value.ValidationAccuracy);
        Assert.Equal(result.History.First(report => report.ValidationAccuracy == best).Epoch, result.BestEpoch);
        Assert.NotEqual(best, result.History.Min(report => report.ValidationAccuracy!.Value));
    }

    [Fact]
    public void ACancelledRun_KeepsTheLastCompletedStep()
    {
        using CancellationTokenSource source = new();
        float[] expected = [];
        LinearNetwork network = null!;
        network = new LinearNetwork(2, 1)
        {
            LossHook = (call, loss) =>
            {
                if (call == 11)
                {
                    source.Cancel();
                }

                return loss;
            },
        };
        TrainingResult result = Trainer.Fit(
            network, Data, new PlainDescent(0.1f), new TrainingOptions { BatchSize = 8, Shuffle = false, CancellationToken = source.Token });
        expected = ParametersAfter(steps: 11);
        Assert.Equal((StopReason.Cancelled, 1, 11), (result.StopReason, result.History.Count, network.BackwardCalls));
        Assert.Equal(expected, network.Parameters.ToArray());
        Assert.Equal("Cancelled in epoch 2, before batch 4.", result.Message);
    }

    [Fact]
    public void ACancelledRunWithPatience_HasTheBestParameters()
    {
        using CancellationTokenSource source = new();
        List<float[]> parameters = [];
        TrainingResult result = Fit(
            [3, 1, 2, 5],
            new TrainingOptions { Patience = 9, CancellationToken = source.Token },
            out LinearNetwork network,
            (n, report) =>
            {
                parameters.Add(n.Parameters.ToArray());
                if (report.Epoch == 3)
                {
                    source.Cancel();
                }
            });
        Assert.Equal((StopReason.Cancelled, 3, 2), (result.StopReason, result.History.Count, result.BestEpoch));
        Assert.Equal(parameters[0], network.Parameters.ToArray());
    }

    [Fact]
    public void ARunCancelledBeforeItBegins_ChangesNothing()
    {
        LinearNetwork network = new(2, 1);
        TrainingResult result = Trainer.Fit(
            network, Data, new PlainDescent(0.1f), new TrainingOptions { Patience = 1, CancellationToken = new CancellationToken(canceled: true) });
        Assert.Equal((StopReason.Cancelled, 0, 0, false), (result.StopReason, result.History.Count, result.BestEpoch, result.RestoredBest));
        Assert.Null(result.Best);
        Assert.Null(result.Last);
        Assert.Equal(0, network.BackwardCalls);
    }

    [Fact]
    public void AnExceptionFromProgress_ComesOutAndTheBestParametersStay()
    {
        List<float[]> parameters = [];
        LinearNetwork? network = null;
        Assert.Throws<TimeZoneNotFoundException>(() => Fit(
            [3, 1, 2, 5],
            new TrainingOptions { Patience = 9 },
            out network,
            (n, report) =>
            {
                network = n;
                parameters.Add(n.Parameters.ToArray());
                if (report.Epoch == 3)
                {
                    throw new TimeZoneNotFoundException();
                }
            }));
        Assert.Equal(parameters[0], network!.Parameters.ToArray());
    }

    [Fact]
    public void AnExceptionFromTheNetwork_ComesOutAndTheLastStepStays()
    {
        LinearNetwork network = new(2, 1) { LossHook = (call, loss) => call == 12 ? throw new TimeZoneNotFoundException() : loss };
        Assert.Throws<TimeZoneNotFoundException>(
            () => Trainer.Fit(network, Data, new PlainDescent(0.1f), new TrainingOptions { BatchSize = 8, Shuffle = false }));
        Assert.Equal(ParametersAfter(steps: 11), network.Parameters.ToArray());
    }

    private static float[] ParametersAfter(int steps)
    {
        LinearNetwork network = new(2, 1);
        float[] gradients = new float[network.ParameterStorage];
        while (network.BackwardCalls < steps)
        {
            foreach (Batch batch in Data.Batches(8))
            {
                network.Backward(batch.Features, batch.Targets, gradients);
                network.Update(new PlainDescent(0.1f), gradients);
                if (network.BackwardCalls == steps)
                {
                    break;
                }
            }
        }

        return network.Parameters.ToArray();
    }

    private static TrainingResult Fit(float[] losses, TrainingOptions options, out LinearNetwork network, Action<LinearNetwork, EpochReport>? progress = null)
    {
        LinearNetwork hooked = new(2, 1) { LossHook = (call, _) => losses[call - 1] };
        network = hooked;
        return Trainer.Fit(
            hooked,
            Data,
            new PlainDescent(0.1f),
            new TrainingOptions
            {
                Epochs = losses.Length,
                BatchSize = TrainingOptions.FullBatch,
                Patience = options.Patience,
                MinimumImprovement = options.MinimumImprovement,
                RestoreBest = options.RestoreBest,
                Monitor = options.Monitor,
                StopRules = options.StopRules,
                CancellationToken = options.CancellationToken,
                Progress = progress is null ? null : new Report(report => progress(hooked, report)),
            });
    }
}
