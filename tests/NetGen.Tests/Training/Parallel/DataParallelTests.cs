using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Training;

[Trait("Category", "Functional")]
public sealed class DataParallelTests
{
    private static readonly string[] Names = ["relu_64_32_10", "mixed_5_12_9_20_7_6", "pooled_6_40_4", "pooled_bce_9_3", "tanh_2_4_1"];

    public static TheoryData<string> Networks => [.. Names];

    [Theory]
    [MemberData(nameof(Networks))]
    public void TheShards_DecideTheBitsAndTheThreadsDoNot(string name)
    {
        string expected = Train(name, 333, new TrainingOptions { Epochs = 4, BatchSize = 128, Shards = 3 });
        foreach (int threads in new[] { 2, 3, 5, 2 })
        {
            Assert.Equal(expected, Train(name, 333, new TrainingOptions { Epochs = 4, BatchSize = 128, Shards = 3, Threads = threads }));
        }

        Assert.Equal(expected, Train(name, 333, new TrainingOptions { Epochs = 4, BatchSize = 128, Threads = 3 }));
    }

    [Fact]
    public void ADifferentNumberOfShards_GivesOtherBits() => Assert.NotEqual(
        Train("relu_64_32_10", 333, new TrainingOptions { BatchSize = 128, Shards = 2 }),
        Train("relu_64_32_10", 333, new TrainingOptions { BatchSize = 128, Shards = 3 }));

    [Theory]
    [InlineData(4, 1, 128, 333)]
    [InlineData(4, null, 63, 333)]
    [InlineData(1, null, 128, 333)]
    [InlineData(8, 8, 128, 1)]
    [InlineData(8, 8, 128, 3)]
    [InlineData(8, 8, TrainingOptions.FullBatch, 63)]
    public void OneShard_GivesTheBitsOfTrainingWithoutThreads(int threads, int? shards, int batchSize, int rows) => Assert.Equal(
        Train("relu_64_32_10", rows, new TrainingOptions { BatchSize = batchSize }),
        Train("relu_64_32_10", rows, new TrainingOptions { BatchSize = batchSize, Threads = threads, Shards = shards }));

    [Theory]
    [InlineData(64, 2)]
    [InlineData(100, 3)]
    [InlineData(130, 7)]
    [InlineData(333, 3)]
    [InlineData(512, 2)]
    public void TheGradient_IsTheMeanOverAllRows(int rows, int shards)
    {
        foreach (string name in Names)
        {
            INetwork network = TestNetworks.Create(name, 3);
            TestBatch batch = new(network, rows);
            float[] expected = new float[network.ParameterStorage];
            float loss = network.Backward(batch.Inputs, batch.Targets, expected);
            float[] before = network.Parameters.ToArray();

            // One step with learning rate 1 leaves the gradient as the difference of the parameters.
            Dataset data = Dataset.Wrap(batch.Inputs, network.InputSize, batch.Targets, network.OutputSize);
            TrainingOptions options = new() { Epochs = 1, BatchSize = TrainingOptions.FullBatch, Threads = 2, Shards = shards };
            TrainingResult result = Trainer.Fit(network, data, new PlainDescent(1f), options);
            Assert.Equal(loss, result.Last!.Value.TrainingLoss, 1e-6f * (1f + loss));
            float largest = expected.Max(MathF.Abs);
            for (int i = 0; i < expected.Length; i++)
            {
                // The subtraction rounds to an ulp of the parameter, at most 2^-23 of its size.
                float tolerance = (2e-6f * largest) + (2.4e-7f * (MathF.Abs(before[i]) + MathF.Abs(expected[i])));
                Assert.Equal(expected[i], before[i] - network.Parameters[i], tolerance);
            }
        }
    }

    [Theory]
    [InlineData(333, false)]
    [InlineData(333, true)]
    [InlineData(70, false)]
    public void Labels_TrainCloseToOneThread(int rows, bool dropLast)
    {
        Relu643210Net one = new(2);
        Relu643210Net many = new(2);
        Dataset data = Labelled(one, rows);
        TrainingResult first = Trainer.Fit(one, data, new GradientDescent(0.05f), new TrainingOptions { BatchSize = 128, Epochs = 5, DropLastBatch = dropLast });
        TrainingResult second = Trainer.Fit(
            many, data, new GradientDescent(0.05f), new TrainingOptions { BatchSize = 128, Epochs = 5, DropLastBatch = dropLast, Threads = 3 });
        Assert.Equal(one.Parameters.ToArray(), many.Parameters.ToArray(), (a, b) => MathF.Abs(a - b) < 1e-5f);
        Assert.Equal(first.Last!.Value.TrainingLoss, second.Last!.Value.TrainingLoss, 1e-5f);
        Assert.NotEqual(one.Parameters.ToArray(), new Relu643210Net(2).Parameters.ToArray());
    }

    [Fact]
    public void ADivergingRun_StopsAndKeepsGoodParameters()
    {
        Relu643210Net network = new(2);
        TrainingResult result = Trainer.Fit(
            network, Labelled(network, 256), new PlainDescent(1e38f), new TrainingOptions { BatchSize = 128, Epochs = 5, Threads = 2 });
        Assert.Equal(StopReason.NumericOverflow, result.StopReason);
        Assert.All(network.Parameters.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [InlineData("Threads", 0, null)]
    [InlineData("Threads", -1, 2)]
    [InlineData("Threads", 1025, null)]
    [InlineData("Shards", 2, 0)]
    [InlineData("Shards", 2, 1025)]
    public void NumbersOutOfRange_AreRefusedByName(string option, int threads, int? shards)
    {
        TrainingOptions options = new() { Threads = threads, Shards = shards };
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(
            "options", () => Trainer.Fit(new LinearNetwork(2, 1), Samples.Plane(), new PlainDescent(0.1f), options));
        Assert.Contains($"{option} is from 1 to 1024", exception.Message, StringComparison.Ordinal);
        Assert.Equal(option == "Threads" ? threads : shards, exception.ActualValue);
    }

    internal static Dataset Labelled(INetwork network, int rows)
    {
        TestBatch batch = new(network, rows);
        return Dataset.Wrap(batch.Inputs, network.InputSize, batch.Labels, network.OutputSize);
    }

    /// <summary>A hash of the parameters after training, and of the losses of all epochs.</summary>
    private static string Train(string name, int rows, TrainingOptions options)
    {
        INetwork network = TestNetworks.Create(name, 3);
        TestBatch batch = new(network, rows);
        Dataset data = network is IClassifier
            ? Labelled(network, rows)
            : Dataset.Wrap(batch.Inputs, network.InputSize, batch.Targets, network.OutputSize);
        TrainingResult result = Trainer.Fit(network, data, new Adam(), options);
        Assert.Equal(StopReason.Completed, result.StopReason);
        return $"{TestBatch.Hash(network.Parameters)} {TestBatch.Hash(result.History.Select(report => report.TrainingLoss).ToArray())}";
    }
}
