using System;
using System.Linq;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.BatchNorm;

[Trait("Category", "Functional")]
public sealed class BatchNormTests
{
    public static TheoryData<string> Names => [.. BatchNormNetworks.All.Keys];

    public static TheoryData<string, int> NamesAndRows
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in BatchNormNetworks.All.Keys)
            {
                foreach (int rows in new[] { 2, 40, 300 })
                {
                    data.Add(name, rows);
                }
            }

            return data;
        }
    }

    [Theory]
    [InlineData(0f, 1f, 2)]
    [InlineData(0f, 1f, 3000)]
    [InlineData(1000f, 0.01f, 3000)]
    [InlineData(-1e6f, 1f, 500)]
    public void Statistics_AreThoseOfTheWholeBatch(float mean, float deviation, int rows)
    {
        BatchNormOnlyNet network = new();
        TestBatch batch = new(network, rows);
        foreach (ref float input in batch.Inputs.AsSpan())
        {
            input = mean + (deviation * input);
        }

        network.Backward(batch.Inputs, batch.Targets, new float[network.ParameterStorage]);
        for (int k = 0; k < 2; k++)
        {
            double[] column = [.. Enumerable.Range(0, rows).Select(row => (double)batch.Inputs[(2 * row) + k])];
            double m = column.Average();
            double unbiased = column.Sum(x => (x - m) * (x - m)) / (rows - 1);
            Near(m, network.Tensor("layer1.running_mean")[k], 1e-7);
            Near(unbiased, network.Tensor("layer1.running_var")[k], 1e-6);
        }
    }

    /// <summary>The loss of a normalization alone, in double: mean over rows and units of (n - t)^2.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(129)]
    [InlineData(1000)]
    public void LossOfBackward_IsThatOfTheNormalizedBatch(int rows)
    {
        BatchNormOnlyNet network = new();
        TestBatch batch = new(network, rows);
        double sum = 0;
        for (int k = 0; k < 2; k++)
        {
            double[] column = [.. Enumerable.Range(0, rows).Select(row => (double)batch.Inputs[(2 * row) + k])];
            double m = column.Average();
            double deviation = Math.Sqrt(column.Average(x => (x - m) * (x - m)) + 1e-12);
            sum += column.Select((x, row) => Math.Pow(((x - m) / deviation) - batch.Targets[(2 * row) + k], 2)).Sum();
        }

        Near(sum / (2 * rows), network.Backward(batch.Inputs, batch.Targets, new float[network.ParameterStorage]), 1e-6);
    }

    [Fact]
    public void AConstantUnit_BecomesItsBias()
    {
        BatchNormOnlyNet network = new();
        network.SetTensor("layer1.bias", [0.5f, -2f]);
        float[] inputs = [7f, 1e-30f, 7f, 1e-30f, 7f, 1e-30f];
        float[] gradients = new float[network.ParameterStorage];
        Assert.Equal(0f, network.Backward(inputs, [0.5f, -2f, 0.5f, -2f, 0.5f, -2f], gradients));
        Assert.Equal([7f, 1e-30f], network.Tensor("layer1.running_mean"));
        Assert.Equal([0f, 0f], network.Tensor("layer1.running_var"));
    }

    [Fact]
    public void Momentum_IsThePartOfTheBatch()
    {
        BatchNormClusterNet network = new(1);
        Dataset data = Training.Samples.Clusters();
        float[] gradients = new float[network.ParameterStorage];
        network.Backward(data.Features, data.Labels, gradients);
        float[] first = network.Tensor("layer2.running_mean");
        network.Backward(data.Features, data.Labels, gradients);

        // 0.1 m, then 0.9 * 0.1 m + 0.1 m.
        Assert.All(first.Zip(network.Tensor("layer2.running_mean")), pair => Near(1.9 * pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ForwardAndComputeLoss_ChangeNothing(string name)
    {
        INetwork network = BatchNormNetworks.All[name]();
        TestBatch batch = new(network, 20);
        float[] before = network.State();
        network.Forward(batch.Inputs, new float[batch.Targets.Length]);
        network.ComputeLoss(batch.Inputs, batch.Targets);
        Assert.Equal(before, network.State());
        network.Backward(batch.Inputs, batch.Targets, new float[network.ParameterStorage]);
        Assert.Equal(before.AsSpan(0, network.ParameterStorage), network.Parameters);
        Assert.NotEqual(before, network.State());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ARow_HasTheSameOutputInEveryBatch(string name)
    {
        INetwork network = BatchNormNetworks.All[name]();
        TestBatch batch = new(network, 300);
        network.Backward(batch.Inputs, batch.Targets, new float[network.ParameterStorage]);
        float[] all = new float[batch.Targets.Length];
        network.Forward(batch.Inputs, all);
        foreach (int rows in new[] { 1, 7, 8, 33, 129 })
        {
            float[] outputs = new float[rows * network.OutputSize];
            network.Forward(batch.InputRows(network, 0, rows), outputs);
            for (int i = 0; i < outputs.Length; i++)
            {
                Assert.True(rows < 8 ? Math.Abs(outputs[i] - all[i]) <= 1e-5f : outputs[i] == all[i], $"{rows} rows, [{i}]");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void OneRow_IsRefusedWithTheNameOfTheLayer(string name)
    {
        INetwork network = BatchNormNetworks.All[name]();
        TestBatch batch = new(network, 1);
        float[] before = network.State();
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => network.Backward(batch.Inputs, batch.Targets, new float[network.ParameterStorage]));
        Assert.Equal("inputs", error.ParamName);
        Assert.Contains(network.Description.Buffers[0].Name.Split('.')[0], error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.State());
        network.ComputeLoss(batch.Inputs, batch.Targets);
        network.Forward(batch.Inputs, new float[network.OutputSize]);
    }

    [Fact]
    public void NoRows_AreRefused() => Assert.Throws<ArgumentException>(() => new BatchNormClusterNet().Backward([], (ReadOnlySpan<int>)[], new float[1024]));

    [Theory]
    [MemberData(nameof(NamesAndRows))]
    public void EveryPass_AllocatesNothing(string name, int rows)
    {
        INetwork network = BatchNormNetworks.All[name]();
        TestBatch batch = new(network, rows);
        float[] outputs = new float[rows * network.OutputSize];
        float[] gradients = new float[network.ParameterStorage];
        Adam adam = new(1e-3f);
        Assert.Equal(0, Allocation.Of(() => network.Forward(batch.Inputs, outputs)));
        Assert.Equal(0, Allocation.Of(() => network.ComputeLoss(batch.Inputs, batch.Targets)));
        Assert.Equal(0, Allocation.Of(() =>
        {
            network.Backward(batch.Inputs, batch.Targets, gradients);
            network.Update(adam, gradients);

            // A smaller batch, as the last of an epoch, takes the same memory.
            network.Backward(batch.InputRows(network, 0, 2), batch.TargetRows(network, 0, 2), gradients);
        }));
    }

    /// <summary>What one batch leaves in the pool does not show in the next.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_DoNotDependOnTheBatchBefore(string name)
    {
        (float[] fresh, float[] used) = (new float[4096], new float[4096]);
        INetwork network = BatchNormNetworks.All[name]();
        TestBatch batch = new(network, 50);
        float[] before = network.State();
        float loss = network.Backward(batch.Inputs, batch.Targets, fresh.AsSpan(0, network.ParameterStorage));
        TestBatch larger = new(network, 500, seed: 9);
        network.Backward(larger.Inputs, larger.Targets, used.AsSpan(0, network.ParameterStorage));
        before.AsSpan(network.ParameterStorage).CopyTo(network.Buffers);
        Assert.Equal(loss, network.Backward(batch.Inputs, batch.Targets, used.AsSpan(0, network.ParameterStorage)));
        Assert.Equal(fresh, used);
    }

    // Hashes with fused multiply-add, and without: gradients of a batch of three blocks, and parameters and buffers after 50 steps.
    [Theory]
    [InlineData("cluster", "F7A81D49B545AD63 4C273BAEAE316399", "3460659F6198FD1B 606660C05B4E18B1")]
    [InlineData("rows", "1B3CFB855034AEFC E6E6ECBF855EFC7F", "CA4DC4255AA9712E 9D796C85E8EAADAC")]
    [InlineData("first and last", "75B98526D12416A0 B49FD64B27448B96", "A01B11FDEC7ABA71 EC043595E273C0AD")]
    [InlineData("residual", "C91E950B22BE45FA 2FB8C37E30411344", "3A619E59E6BE8DE5 58D5BC8CDDEEEF04")]
    public void EveryVectorWidth_GivesTheseBits(string name, string withFma, string withoutFma)
    {
        INetwork network = BatchNormNetworks.All[name]();
        TestBatch batch = new(network, 300);
        float[] gradients = new float[network.ParameterStorage];
        network.Backward(batch.Inputs, batch.Targets, gradients);
        string actual = TestBatch.Hash(TestBatch.Canonical(network, gradients));
        Adam adam = new(0.01f);
        for (int step = 0; step < 50; step++)
        {
            network.Backward(batch.Inputs, batch.Targets, gradients);
            network.Update(adam, gradients);
        }

        actual += " " + TestBatch.Hash([.. TestBatch.Canonical(network, network.Parameters), .. network.Description.Buffers.SelectMany(b => network.Tensor(b.Name))]);
        Assert.True(actual == (Fma.IsSupported || AdvSimd.IsSupported ? withFma : withoutFma), $"The bits of {name} are \"{actual}\".");
    }

    private static void Near(double expected, float actual, double relative) =>
        Assert.True(Math.Abs(expected - actual) <= (relative * Math.Abs(expected)) + 1e-7, $"{actual:R}, expected {expected:R}");
}
