using System;
using System.Collections.Generic;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Training;

[Trait("Category", "Functional")]
public sealed class AveragedWeightsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TheNetworkEndsWithTheAverages_AsInALoopOfYourOwn(int threads)
    {
        Dataset train = Samples.Clusters(200);
        ClusterNet fitted = new(1);
        Trainer.Fit(fitted, train, new Adam(0.05f), new TrainingOptions { Epochs = 3, BatchSize = 64, AveragedWeights = 0.9f, Threads = threads, Shards = 2 });

        ClusterNet plain = new(1);
        Trainer.Fit(plain, train, new Adam(0.05f), new TrainingOptions { Epochs = 3, BatchSize = 64, Threads = threads, Shards = 2, Validation = null });
        Assert.NotEqual(plain.Parameters.ToArray(), fitted.Parameters.ToArray());

        // The steps are those without averages: an optimizer that looks at every step sees the parameters that are averaged.
        ClusterNet watched = new(1);
        AveragedParameters average = new(watched.Description, 0.9f);
        Trainer.Fit(watched, train, new Watcher(new Adam(0.05f), average), new TrainingOptions { Epochs = 3, BatchSize = 64, Threads = threads, Shards = 2 });
        Assert.Equal(plain.Parameters.ToArray(), watched.Parameters.ToArray());
        Assert.Equal(12, average.Count);
        Assert.Equal(average.Values, fitted.Parameters);
    }

    [Fact]
    public void TheAverages_AreEvaluatedReportedAndKeptAsTheBest()
    {
        Dataset train = Dataset.FromTargets([1, -1], 1, [4, -4], 1);
        Dataset validation = Dataset.FromTargets([1, -1], 1, [2, -2], 1);
        LinearNetwork network = new(1, 1);
        List<float> seen = [];
        TrainingResult result = Trainer.Fit(
            network,
            train,
            new PlainDescent(0.1f),
            new TrainingOptions { Epochs = 30, Validation = validation, AveragedWeights = 0.8f, Progress = new Report(_ => seen.Add(network.Parameters[0])) });

        // w rises as 4 (1 - 0.8^k); the corrected averages of that, in closed form.
        for (int t = 1; t <= 30; t++)
        {
            double expected = 4 - (4 * 0.2 * t * Math.Pow(0.8, t) / (1 - Math.Pow(0.8, t)));
            Assert.Equal(expected, seen[t - 1], 1e-5);
            Assert.Equal((seen[t - 1] - 2f) * (seen[t - 1] - 2f), result.History[t - 1].ValidationLoss!.Value, 5);
        }

        Assert.True(result.RestoredBest);
        Assert.Equal(seen[result.BestEpoch - 1], network.Parameters[0]);
        Assert.InRange(network.Parameters[0], 1.8f, 2.2f);
    }

    [Fact]
    public void AnExceptionFromProgress_LeavesTheAverages()
    {
        LinearNetwork network = new(2, 1);
        float[] seen = [];
        TrainingOptions options = new()
        {
            AveragedWeights = 0.5f,
            Progress = new Report(_ =>
            {
                seen = network.Parameters.ToArray();
                throw new TimeZoneNotFoundException();
            }),
        };
        Assert.Throws<TimeZoneNotFoundException>(() => Trainer.Fit(network, Samples.Plane(), new PlainDescent(0.1f), options));
        Assert.Equal(seen, network.Parameters.ToArray());
    }

    [Fact]
    public void AnOverflow_LeavesFiniteParameters()
    {
        LinearNetwork network = new(2, 1);
        TrainingResult result = Trainer.Fit(
            network, Samples.Plane(), new PlainDescent(1e20f), new TrainingOptions { AveragedWeights = 0.5f, BatchSize = 8 });
        Assert.Equal(StopReason.NumericOverflow, result.StopReason);
        Assert.All(network.Parameters.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.True(float.IsFinite(Evaluator.Evaluate(network, Samples.Plane()).Loss));
    }

    private sealed class Watcher(Adam inner, AveragedParameters average) : IOptimizer
    {
        public float LearningRate
        {
            get => inner.LearningRate;
            set => inner.LearningRate = value;
        }

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, NetworkDescription network)
        {
            inner.Step(parameters, gradients, network);
            average.Add(parameters);
        }
    }
}
