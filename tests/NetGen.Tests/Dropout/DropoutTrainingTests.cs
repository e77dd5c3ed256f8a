using System;
using System.Linq;
using NetGen.Tests.Networks;
using NetGen.Tests.Serialization;
using NetGen.Tests.Training;
using Xunit;

namespace NetGen.Tests.Dropout;

/// <summary>Dropout in the trainer, on several threads, across an interruption, and where it cannot be.</summary>
[Trait("Category", "Functional")]
public sealed class DropoutTrainingTests
{
    [Fact]
    public void Fit_IsTheLoopOfOnesOwn_BitForBit()
    {
        SmallDropNet fitted = new(3) { DropoutSeed = 99, DropoutStep = 99 };
        SmallDropNet looped = new(3) { DropoutSeed = 8 };
        Dataset data = Data(fitted, 100);
        Trainer.Fit(fitted, data, new Adam(), new TrainingOptions { Epochs = 3, BatchSize = 32, Seed = 8 });
        Adam adam = new();
        float[] gradients = new float[looped.ParameterStorage];
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            foreach (Batch batch in data.Batches(32, seed: 8, epoch))
            {
                looped.Backward(batch.Features, batch.Labels, gradients);
                looped.Update(adam, gradients);
            }
        }

        Assert.Equal(looped.Parameters.ToArray(), fitted.Parameters.ToArray());
        Assert.Equal((8ul, 12), (fitted.DropoutSeed, fitted.DropoutStep));
    }

    [Fact]
    public void OtherSeeds_DropOtherValues()
    {
        TrainingOptions options = new() { Epochs = 2, Shuffle = false };
        Assert.NotEqual(Train(options), Train(new TrainingOptions { Epochs = 2, Shuffle = false, Seed = 1 }));
        Assert.Equal(Train(options), Train(options));
    }

    [Fact]
    public void TheShards_DecideTheBitsAndTheThreadsDoNot()
    {
        string expected = Train(new TrainingOptions { Epochs = 3, BatchSize = 128, Shards = 3 });
        foreach (int threads in new[] { 2, 3, 5 })
        {
            Assert.Equal(expected, Train(new TrainingOptions { Epochs = 3, BatchSize = 128, Shards = 3, Threads = threads }));
        }
    }

    [Theory]
    [InlineData(100, 3)]
    [InlineData(333, 5)]
    public void Shards_HaveTheMasksOfTheirRowsInTheWholeBatch(int rows, int shards)
    {
        WideDropNet network = new(3);
        TestBatch batch = new(network, rows);
        float[] expected = new float[network.ParameterStorage];
        network.DropoutSeed = 21;
        float loss = network.Backward(batch.Inputs, batch.Targets, expected);
        float[] before = network.Parameters.ToArray();
        TrainingOptions options = new() { Epochs = 1, BatchSize = TrainingOptions.FullBatch, Threads = 2, Shards = shards, Seed = 21 };
        TrainingResult result = Trainer.Fit(
            network, Dataset.Wrap(batch.Inputs, WideDropNet.InputSize, batch.Targets, WideDropNet.OutputSize), new PlainDescent(1f), options);
        Assert.Equal(loss, result.Last!.Value.TrainingLoss, 2e-6f);
        float largest = expected.Max(MathF.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            // The subtraction rounds to an ulp of the parameter, at most 2^-23 of its size.
            float tolerance = (2e-6f * largest) + (2.4e-7f * (MathF.Abs(before[i]) + MathF.Abs(expected[i])));
            Assert.Equal(expected[i], before[i] - network.Parameters[i], tolerance);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ThreeEpochsAndThreeResumed_AreSixEpochsBitForBit(int threads)
    {
        using TemporaryFolder folder = new();
        string path = folder["run"];
        string whole = Train(Options(6, null));
        Train(Options(3, new Checkpoint(path)));
        Assert.Equal(whole, Train(Options(6, new Checkpoint(path) { Resume = true })));

        TrainingOptions Options(int epochs, Checkpoint? checkpoint) =>
            new() { Epochs = epochs, BatchSize = 128, Threads = threads, Seed = 3, Checkpoint = checkpoint };
    }

    [Fact]
    public void Batches_AllocateNothing()
    {
        SmallDropNet network = new(3);
        Assert.Equal(0, Allocation.OfBatches(network, Data(network, 320), rows => new TrainingOptions { Epochs = 1, BatchSize = rows }));
    }

    [Fact]
    public void Minimizers_RefuseALossThatDiffersFromCallToCall()
    {
        SmallDropNet network = new();
        TestBatch batch = new(network, 9);
        var exception = Assert.Throws<ArgumentException>("network", () => new LBFGS().Minimize(network, batch.Inputs, batch.Targets));
        Assert.Contains("SmallDropNet has dropout", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("network", () => new ConjugateGradient().Minimize(network, batch.Inputs, batch.Labels));
    }

    [Fact]
    public void TheExpectationOverTheMasks_IsTheLossWithoutDropoutOfALinearNetworkPlusItsVariance()
    {
        // y = sum w m x with m of mean 1 and variance rate / (1 - rate): E (y - t)^2 = (w x - t)^2 + rate / (1 - rate) sum w^2 x^2.
        VisibleNet network = new(5);
        float[] x = [0.5f, -1f, 2f, 0.25f];
        float[] t = [0.1f, 0.2f, 0.3f, 0.4f];
        float[] weight = new float[16];
        network.GetTensor("layer2.weight", weight);
        double variance = Enumerable.Range(0, 16).Sum(i => Math.Pow(weight[i] * x[i % 4], 2)) / 4;
        float[] gradients = new float[network.ParameterStorage];
        const int Steps = 20000;
        double[] losses = [.. Enumerable.Range(0, Steps).Select(_ => (double)network.Backward(x, t, gradients))];
        double mean = losses.Average();
        double error = Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / Steps / Steps);
        Assert.Equal(network.ComputeLoss(x, t) + variance, mean, 5 * error);
    }

    private static string Train(TrainingOptions options)
    {
        SmallDropNet network = new(3);
        TrainingResult result = Trainer.Fit(network, Data(network, 333), new Adam(), options);
        return $"{TestBatch.Hash(network.Parameters)} {TestBatch.Hash(result.History.Select(report => report.TrainingLoss).ToArray())}";
    }

    private static Dataset Data(INetwork network, int rows)
    {
        TestBatch batch = new(network, rows);
        return Dataset.Wrap(batch.Inputs, network.InputSize, batch.Labels, network.OutputSize);
    }
}
