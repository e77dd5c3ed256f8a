using System;
using System.IO;
using System.Linq;
using NetGen.Tests.Networks;
using NetGen.Tests.Serialization;
using Xunit;

namespace NetGen.Tests.Data;

[Trait("Category", "Functional")]
public sealed class InputStandardizationTests
{
    [Fact]
    public void ANewNetwork_TakesInputsAsTheyAre()
    {
        StandardizedNet network = new(1);
        PlainNet plain = new(1);
        Assert.False(network.IsStandardized());
        Assert.Equal(plain.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.Equal(["input.offset", "input.scale"], network.Description.Buffers.Select(buffer => buffer.Name));
        Assert.Equal(PlainNet.ParameterCount, StandardizedNet.ParameterCount);
        Assert.Equal((InputScaling.Deviation, null, false), (network.Description.InputScaling, plain.Description.InputScaling, network.Description.HasBatchStatistics));
        TestBatch batch = new(network, 20);
        Assert.Equal(Forward(plain, batch.Inputs), Forward(network, batch.Inputs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    public void RawInputs_GiveWhatScaledInputsGiveThePlainNetwork(int rows)
    {
        StandardizedNet network = new(1);
        RangeNet range = new(1);
        PlainNet plain = new(1);
        TestBatch batch = Raw(network, 200);
        network.Standardize(batch.Inputs);
        range.Standardize(batch.Inputs);
        foreach (INetwork scaled in new INetwork[] { network, range })
        {
            float[] offset = Tensor(scaled, "input.offset");
            float[] scale = Tensor(scaled, "input.scale");
            float[] inputs = batch.InputRows(scaled, 0, rows).ToArray();
            float[] byHand = [.. inputs.Select((x, i) => (x - offset[i % 3]) * scale[i % 3])];
            Assert.Equal(Forward(plain, byHand), Forward(scaled, inputs));
            Assert.Equal(plain.ComputeLoss(byHand, batch.TargetRows(plain, 0, rows)), scaled.ComputeLoss(inputs, batch.TargetRows(plain, 0, rows)));
            (float[] expected, float[] actual) = (new float[plain.ParameterStorage], new float[plain.ParameterStorage]);
            Assert.Equal(
                plain.Backward(byHand, batch.TargetRows(plain, 0, rows), expected), scaled.Backward(inputs, batch.TargetRows(plain, 0, rows), actual));
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void OffsetAndScale_AreThoseOfFeatureScaling()
    {
        StandardizedNet network = new();
        RangeNet range = new();
        TestBatch batch = Raw(network, 50);
        Dataset data = Dataset.Wrap(batch.Inputs, 3, batch.Targets, 2);
        network.Standardize(data);
        range.Standardize(data);
        Same(FeatureScaling.Standardize(data), network);
        Same(FeatureScaling.MinMax(data), range);
        Assert.True(network.IsStandardized());

        static void Same(FeatureScaling expected, INetwork actual)
        {
            Assert.Equal(expected.Offset, Tensor(actual, "input.offset"));
            Assert.Equal(expected.Divisor.Select(divisor => (float)(1.0 / divisor)), Tensor(actual, "input.scale"));
        }
    }

    [Theory]
    [InlineData(5f)]
    [InlineData(0f)]
    [InlineData(-3e38f)]
    [InlineData(1e-45f)]
    public void AConstantFeature_BecomesZero(float value)
    {
        StandardizedNet network = new();
        network.Standardize([value, 1, 2, value, 2, 4, value, 3, 7]);
        Assert.Equal((value, 1f), (Tensor(network, "input.offset")[0], Tensor(network, "input.scale")[0]));
        Assert.All(Forward(network, [value, 1, 2]), output => Assert.True(float.IsFinite(output)));
    }

    [Fact]
    public void ASpreadTooSmallToDivideBy_IsNone()
    {
        StandardizedNet network = new();
        network.Standardize([0f, 1, 2, 1e-44f, 2, 4]);
        Assert.Equal(1f, Tensor(network, "input.scale")[0]);
    }

    [Fact]
    public void Trainer_LearnsFromTheTrainingSetOnce()
    {
        StandardizedNet network = new(1);
        TestBatch batch = Raw(network, 60);
        Dataset train = Dataset.Wrap(batch.Inputs, 3, batch.Targets, 2);
        Trainer.Fit(network, train, new Adam(0.01f), Options());
        float[] learnt = ((INetwork)network).Buffers.ToArray();
        StandardizedNet byHand = new(1);
        byHand.Standardize(train);
        Assert.Equal(((INetwork)byHand).Buffers.ToArray(), learnt);

        // It is the training of a loop of one's own, and more training on other rows keeps what was learnt.
        Trainer.Fit(byHand, train, new Adam(0.01f), Options());
        Assert.Equal(byHand.Parameters, network.Parameters);
        TestBatch other = new(network, 60, seed: 2);
        Trainer.Fit(network, Dataset.Wrap(other.Inputs, 3, other.Targets, 2), new Adam(0.01f), Options());
        Assert.Equal(learnt, ((INetwork)network).Buffers.ToArray());
    }

    [Fact]
    public void TheBestAndTheFirstParameters_AreScaledToo()
    {
        StandardizedNet network = new(1);
        TestBatch batch = Raw(network, 60);
        Dataset train = Dataset.Wrap(batch.Inputs, 3, batch.Targets, 2);
        TrainingResult result = Trainer.Fit(network, train, new GradientDescent(1e38f), new TrainingOptions { Epochs = 3, Validation = train });
        Assert.Equal(StopReason.NumericOverflow, result.StopReason);
        Assert.True(network.IsStandardized());
        Assert.Equal(new StandardizedNet(1).Parameters, network.Parameters);
    }

    [Fact]
    public void Resumed_ItIsTheRunThatWasNeverInterrupted()
    {
        using TemporaryFolder folder = new();
        StandardizedNet whole = Fit(4, null);
        Fit(2, new Checkpoint(folder["run"]));
        StandardizedNet resumed = Fit(4, new Checkpoint(folder["run"]) { Resume = true });
        Assert.Equal(whole.Parameters, resumed.Parameters);
        Assert.Equal(((INetwork)whole).Buffers, ((INetwork)resumed).Buffers);

        static StandardizedNet Fit(int epochs, Checkpoint? checkpoint)
        {
            StandardizedNet network = new(1);
            TestBatch batch = Raw(network, 60);
            Trainer.Fit(
                network, Dataset.Wrap(batch.Inputs, 3, batch.Targets, 2), new Adam(0.01f), new TrainingOptions { Epochs = epochs, Checkpoint = checkpoint });
            return network;
        }
    }

    [Fact]
    public void SavedAndLoaded_ItTakesRawInputs()
    {
        StandardizedNet network = new(1);
        TestBatch batch = Raw(network, 30);
        network.Standardize(batch.Inputs);
        using MemoryStream file = new();
        network.Save(file);
        file.Position = 0;
        StandardizedNet loaded = new(2);
        loaded.Load(file);
        Assert.Equal(Forward(network, batch.Inputs), Forward(loaded, batch.Inputs));
    }

    [Fact]
    public void Threads_GiveTheSameBitsAsShards()
    {
        Assert.Equal(Fit(1), Fit(2));

        static float[] Fit(int threads)
        {
            StandardizedNet network = new(1);
            TestBatch batch = Raw(network, 200);
            Trainer.Fit(
                network,
                Dataset.Wrap(batch.Inputs, 3, batch.Targets, 2),
                new Adam(0.01f),
                new TrainingOptions { Epochs = 2, BatchSize = 100, Threads = threads, Shards = 2 });
            return [.. network.Parameters, .. ((INetwork)network).Buffers];
        }
    }

    [Fact]
    public void GradientCheck_Passes()
    {
        StandardizedNet network = new(1);
        TestBatch batch = Raw(network, 20);
        network.Standardize(batch.Inputs);
        GradientCheck.Run(network, batch.Inputs, batch.Targets).ThrowIfFailed();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(300)]
    public void EveryPass_AllocatesNothing(int rows)
    {
        WideStandardizedNet network = new();
        TestBatch batch = new(network, rows);
        float[] outputs = new float[batch.Targets.Length];
        float[] gradients = new float[network.ParameterStorage];
        Assert.Equal(0, Allocation.Of(() => network.Forward(batch.Inputs, outputs)));
        Assert.Equal(0, Allocation.Of(() => network.ComputeLoss(batch.Inputs, batch.Targets)));
        Assert.Equal(0, Allocation.Of(() => network.Backward(batch.Inputs, batch.Targets, gradients)));
    }

    [Fact]
    public void BadArguments_AreNamedAndChangeNothing()
    {
        StandardizedNet network = new();
        network.Standardize([1, 2, 3, 4, 5, 7]);
        float[] before = ((INetwork)network).Buffers.ToArray();
        Assert.Throws<ArgumentException>("inputs", () => network.Standardize([]));
        Assert.Throws<ArgumentException>("inputs", () => network.Standardize([1, 2, 3, 4]));
        Assert.Contains(
            "Feature 1 of row 1 is NaN",
            Assert.Throws<ArgumentException>("inputs", () => network.Standardize([1, 2, 3, 4, float.NaN, 6])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("train", () => network.Standardize(Training.Samples.Clusters()));
        Assert.Throws<ArgumentNullException>("train", () => network.Standardize((Dataset)null!));
        Assert.Equal(before, ((INetwork)network).Buffers.ToArray());
        Assert.Throws<ArgumentException>("network", () => new PlainNet().Standardize([1, 2, 3]));
        Assert.Throws<ArgumentException>("network", () => new PlainNet().IsStandardized());
    }

    private static TrainingOptions Options() => new() { Epochs = 2, BatchSize = 16 };

    /// <summary>Features of very different offsets and scales.</summary>
    private static TestBatch Raw(INetwork network, int rows)
    {
        TestBatch batch = new(network, rows);
        for (int i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = (i % 3) switch
            {
                0 => 2000f + (10f * batch.Inputs[i]),
                1 => 1e-6f * batch.Inputs[i],
                _ => -1e4f * MathF.Exp(batch.Inputs[i]),
            };
        }

        return batch;
    }

    private static float[] Forward(INetwork network, float[] inputs)
    {
        float[] outputs = new float[inputs.Length / network.InputSize * network.OutputSize];
        network.Forward(inputs, outputs);
        return outputs;
    }

    private static float[] Tensor(INetwork network, string name)
    {
        float[] values = new float[network.InputSize];
        network.GetTensor(name, values);
        return values;
    }
}

[Network(3, Unroll = Unroll.None)]
[Dense(6, Activation.Tanh)]
[Dense(2)]
public sealed partial class PlainNet;

[Network(3, Unroll = Unroll.None)]
[Standardize]
[Dense(6, Activation.Tanh)]
[Dense(2)]
public sealed partial class StandardizedNet;

[Network(3, Unroll = Unroll.None)]
[Standardize(InputScaling.Range)]
[Dense(6, Activation.Tanh)]
[Dense(2)]
public sealed partial class RangeNet;

[Network(33, Loss = Loss.CrossEntropy)]
[Standardize]
[Dense(32, Activation.ReLU)]
[Dense(16, Activation.Softmax)]
public sealed partial class WideStandardizedNet;
