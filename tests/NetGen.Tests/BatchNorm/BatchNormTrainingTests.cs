using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Tests.Networks;
using NetGen.Tests.Serialization;
using NetGen.Tests.Training;
using Xunit;

namespace NetGen.Tests.BatchNorm;

/// <summary>Trainer, checkpoints, minimizers and gradient check keep buffers with the parameters.</summary>
[Trait("Category", "Functional")]
public sealed class BatchNormTrainingTests
{
    public static TheoryData<string> Names => [.. BatchNormNetworks.All.Keys];

    [Fact]
    public void Training_Learns()
    {
        BatchNormClusterNet network = new(1);
        Trainer.Fit(network, Training.Samples.Clusters(), new Adam(0.02f), new TrainingOptions { Epochs = 30, BatchSize = 18 });
        Assert.Equal(1f, Evaluator.Evaluate(network, Training.Samples.Clusters()).Accuracy);
    }

    [Fact]
    public void Trainer_DoesWhatAUsersLoopDoes()
    {
        Dataset data = Training.Samples.Clusters(200);
        BatchNormClusterNet fitted = new(1);
        Trainer.Fit(fitted, data, new Adam(0.01f), new TrainingOptions { Epochs = 3, BatchSize = 32, Seed = 4 });

        BatchNormClusterNet looped = new(1);
        Adam adam = new(0.01f);
        float[] gradients = new float[looped.ParameterStorage];
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            foreach (Batch batch in data.Batches(32, 4, epoch))
            {
                looped.Backward(batch.Features, batch.Labels, gradients);
                looped.Update(adam, gradients);
            }
        }

        Assert.Equal(looped.State(), fitted.State());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.9f)]
    public void TheBestEpoch_HasItsBuffers(float? averaged)
    {
        List<float[]> buffers = [];
        BatchNormClusterNet network = new(1);
        TrainingResult result = Trainer.Fit(network, Training.Samples.Clusters(spread: 1f), new Adam(0.3f), new TrainingOptions
        {
            Epochs = 12,
            BatchSize = 30,
            AveragedWeights = averaged,
            Validation = Training.Samples.Clusters(60, spread: 2f),
            Progress = new Report(_ => buffers.Add(((INetwork)network).Buffers.ToArray())),
        });
        Assert.True(result.RestoredBest);
        Assert.InRange(result.BestEpoch, 1, 11);
        Assert.Equal(buffers[result.BestEpoch - 1], ((INetwork)network).Buffers);
        Assert.Equal(result.History[result.BestEpoch - 1].ValidationLoss, Evaluator.Evaluate(network, Training.Samples.Clusters(60, spread: 2f)).Loss);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.9f)]
    public void ThreeEpochsAndThreeResumed_AreSixEpochsBitForBit(float? averaged)
    {
        using TemporaryFolder folder = new();
        BatchNormClusterNet whole = Fit(6, null, averaged);
        Fit(3, new Checkpoint(folder["run"]), averaged);
        BatchNormClusterNet resumed = Fit(6, new Checkpoint(folder["run"]) { Resume = true }, averaged);
        Assert.Equal(whole.State(), resumed.State());
        Assert.NotEqual(whole.State(), Fit(2, null, averaged).State());
    }

    [Fact]
    public void AnOverflow_LeavesGoodBuffersToo()
    {
        BatchNormClusterNet network = new(1);
        TrainingResult result = Trainer.Fit(
            network, Training.Samples.Clusters(), new GradientDescent(1e38f), new TrainingOptions { Epochs = 5, BatchSize = 30 });
        Assert.Equal(StopReason.NumericOverflow, result.StopReason);
        Assert.All(network.State(), value => Assert.True(float.IsFinite(value)));
        Assert.True(float.IsFinite(Evaluator.Evaluate(network, Training.Samples.Clusters()).Loss));
    }

    [Fact]
    public void Threads_AreRefused()
    {
        foreach (TrainingOptions options in new[] { new TrainingOptions { Threads = 2 }, new TrainingOptions { Shards = 2 } })
        {
            ArgumentException error = Assert.Throws<ArgumentException>("options", () => Trainer.Fit(new BatchNormClusterNet(), Training.Samples.Clusters(), options));
            Assert.Contains("statistics are of the whole batch", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, false, "every batch")]
    [InlineData(1, true, "every batch")]
    [InlineData(89, false, "the last of the batches of 89 of 90 rows")]
    public void ABatchOfOneRow_IsRefusedBeforeTheFirstStep(int batchSize, bool dropLast, string message)
    {
        BatchNormClusterNet network = new(1);
        float[] before = network.State();
        TrainingOptions options = new() { BatchSize = batchSize, DropLastBatch = dropLast };
        Assert.Contains(
            message, Assert.Throws<ArgumentException>("options", () => Trainer.Fit(network, Training.Samples.Clusters(), options)).Message, StringComparison.Ordinal);
        Assert.Equal(before, network.State());
    }

    [Fact]
    public void WithoutTheLastBatch_OneRowMayBeLeft() =>
        Trainer.Fit(new BatchNormClusterNet(), Training.Samples.Clusters(), new TrainingOptions { Epochs = 1, BatchSize = 89, DropLastBatch = true });

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientCheck_PassesAndChangesNothing(string name)
    {
        INetwork network = BatchNormNetworks.All[name]();
        TestBatch batch = new(network, 24, seed: 5);
        float[] before = network.State();
        GradientCheck.Run(network, batch.Inputs, batch.Targets, new GradientCheckOptions { ParametersPerTensor = 20 }).ThrowIfFailed();
        Assert.Equal(before, network.State());
    }

    /// <summary>With a momentum of 1 the running statistics are those of the last batch that went into them: at the parameters found, not at a trial.</summary>
    [Fact]
    public void AMinimizer_LeavesTheStatisticsOfThePointItFound()
    {
        BatchNormLastNet network = new(1);
        TestBatch batch = new(network, 40);
        MinimizerResult result = new LBFGS { MaxIterations = 12 }.Minimize(network, batch.Inputs, batch.Targets);
        Assert.True(result.Evaluations > result.Losses.Count);
        Assert.True(result.Losses[^1] < 0.9 * result.Losses[0]);
        float[] found = network.State();
        Assert.Equal((float)result.Losses[^1], network.Backward(batch.Inputs, batch.Targets, new float[network.ParameterStorage]));
        Assert.Equal(found, network.State());
    }

    /// <summary>With a smaller momentum they are made of all points that the run came to, each once, and of no trial on the way.</summary>
    [Fact]
    public void AMinimizersTrials_LeaveNothingInTheStatistics()
    {
        const int Steps = 4;
        BatchNormClusterNet byHand = new(1);
        TestBatch batch = new(byHand, 40);
        for (int steps = 0; steps <= Steps; steps++)
        {
            if (steps > 0)
            {
                After(steps, out _).Parameters.CopyTo(byHand.Parameters);
            }

            byHand.Backward(batch.Inputs, batch.Targets, new float[byHand.ParameterStorage]);
        }

        BatchNormClusterNet minimized = After(Steps, out MinimizerResult result);
        Assert.True(result.Evaluations > Steps + 1, result.ToString());
        Assert.Equal(byHand.State(), minimized.State());

        BatchNormClusterNet After(int steps, out MinimizerResult result)
        {
            BatchNormClusterNet network = new(1);
            result = new SteepestDescent { MaxIterations = steps }.Minimize(network, batch.Inputs, batch.Targets);
            Assert.Equal(steps, result.Iterations);
            return network;
        }
    }

    private static BatchNormClusterNet Fit(int epochs, Checkpoint? checkpoint, float? averaged)
    {
        BatchNormClusterNet network = new(1);
        Trainer.Fit(network, Training.Samples.Clusters(200), new Adam(0.05f), new TrainingOptions
        {
            Epochs = epochs,
            BatchSize = 64,
            Seed = 7,
            Validation = Training.Samples.Clusters(60, spread: 2f),
            AveragedWeights = averaged,
            Checkpoint = checkpoint,
            RestoreBest = epochs != 2,
        });
        return network;
    }
}
