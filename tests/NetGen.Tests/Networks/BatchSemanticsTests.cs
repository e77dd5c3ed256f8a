using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Networks;

[Trait("Category", "Functional")]
public sealed class BatchSemanticsTests
{
    private const int MaxRows = 257;

    private static readonly int[] RowCounts = [.. Enumerable.Range(1, 70), 127, 128, 129, 130, MaxRows];

    [Theory]
    [MemberData(nameof(TestNetworks.NamesAndWide), MemberType = typeof(TestNetworks))]
    public void ARow_HasTheSameBitsInEveryBatch(string name)
    {
        INetwork network = TestNetworks.Create(name, 2);
        TestBatch batch = new(network, MaxRows);
        float[] all = Forward(network, batch.Inputs);
        foreach (int rows in RowCounts.Where(rows => rows >= LeastBlock(name)))
        {
            Assert.True(Forward(network, batch.InputRows(network, 0, rows)).AsSpan().SequenceEqual(all.AsSpan(0, rows * network.OutputSize)), $"{rows} rows");
        }
    }

    [Theory]
    [MemberData(nameof(TestNetworks.Names), MemberType = typeof(TestNetworks))]
    public void Rows_KeepTheirOutputsInAnyOrder(string name)
    {
        INetwork network = TestNetworks.Create(name, 2);
        TestBatch batch = new(network, 130);
        float[] expected = [.. Forward(network, batch.Inputs).Chunk(network.OutputSize).Reverse().SelectMany(row => row)];
        float[] reversed = [.. batch.Inputs.Chunk(network.InputSize).Reverse().SelectMany(row => row)];
        Assert.Equal(expected, Forward(network, reversed));
    }

    [Theory]
    [MemberData(nameof(TestNetworks.NamesAndWide), MemberType = typeof(TestNetworks))]
    public void FewRows_AreComputedAsSingleRows(string name)
    {
        INetwork network = TestNetworks.Create(name, 2);
        TestBatch batch = new(network, LeastBlock(name));
        float[] expected = [.. Enumerable.Range(0, batch.Rows).SelectMany(row => Forward(network, batch.InputRows(network, row, 1)))];
        for (int rows = 1; rows < batch.Rows; rows++)
        {
            Assert.Equal(expected[..(rows * network.OutputSize)], Forward(network, batch.InputRows(network, 0, rows)));
        }
    }

    [Theory]
    [MemberData(nameof(TestNetworks.NamesAndWide), MemberType = typeof(TestNetworks))]
    public void ABatch_GivesWhatItsRowsGiveOneByOne(string name)
    {
        INetwork network = TestNetworks.Create(name, 2);
        TestBatch batch = new(network, 40);
        float[] expected = [.. Enumerable.Range(0, batch.Rows).SelectMany(row => Forward(network, batch.InputRows(network, row, 1)))];
        AssertNear(Array.ConvertAll(expected, v => (double)v), Forward(network, batch.Inputs), "outputs");
    }

    [Theory]
    [MemberData(nameof(TestNetworks.Names), MemberType = typeof(TestNetworks))]
    public void OutputsBeforeAndBehindTheSpan_AreNotTouched(string name)
    {
        INetwork network = TestNetworks.Create(name, 2);
        TestBatch batch = new(network, MaxRows);
        foreach (int rows in (int[])[1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 129])
        {
            const int Margin = 40;
            float[] memory = new float[(rows * network.OutputSize) + (2 * Margin)];
            Array.Fill(memory, 12345f);
            network.Forward(batch.InputRows(network, 0, rows), memory.AsSpan(Margin, rows * network.OutputSize));
            Assert.All(memory[..Margin], value => Assert.Equal(12345f, value));
            Assert.All(memory[^Margin..], value => Assert.Equal(12345f, value));
        }
    }

    [Theory]
    [MemberData(nameof(TestNetworks.NamesAndWide), MemberType = typeof(TestNetworks))]
    public void NothingBehindASpan_IsReadOrWritten(string name)
    {
        if (!GuardedMemory.IsSupported)
        {
            return;
        }

        INetwork network = TestNetworks.Create(name, 2);
        TestBatch batch = new(network, 40);
        float[] gradients = new float[network.ParameterStorage];
        float[] expected = new float[network.ParameterStorage];
        using GuardedMemory inputs = new();
        using GuardedMemory answers = new();
        using GuardedMemory outputs = new();
        for (int rows = 1; rows <= batch.Rows; rows++)
        {
            Span<float> x = inputs.Last<float>(rows * network.InputSize);
            batch.InputRows(network, 0, rows).CopyTo(x);
            Span<float> y = outputs.Last<float>(rows * network.OutputSize);
            network.Forward(x, y);
            Assert.Equal(Forward(network, batch.InputRows(network, 0, rows)), y.ToArray());
            Span<float> targets = answers.Last<float>(rows * network.OutputSize);
            batch.TargetRows(network, 0, rows).CopyTo(targets);
            float loss = network.Backward(batch.InputRows(network, 0, rows), batch.TargetRows(network, 0, rows), expected);
            Assert.Equal(loss, network.Backward(x, targets, gradients));
            Assert.Equal(expected, gradients);
            if (network is IClassifier classifier)
            {
                Span<int> labels = answers.Last<int>(rows);
                batch.Labels.AsSpan(0, rows).CopyTo(labels);
                Assert.Equal(loss, classifier.Backward(x, labels, gradients), 1e-6f);
            }
        }
    }

    [Theory]
    [MemberData(nameof(TestNetworks.Names), MemberType = typeof(TestNetworks))]
    public void GradientsAndLossOfABatch_AreTheMeanOfItsRows(string name)
    {
        INetwork network = TestNetworks.Create(name, 2);
        TestBatch batch = new(network, MaxRows);
        float[] gradients = new float[network.ParameterStorage];
        double[] sum = new double[network.ParameterStorage];
        double loss = 0;
        for (int rows = 1; rows <= MaxRows; rows++)
        {
            loss += network.Backward(batch.InputRows(network, rows - 1, 1), batch.TargetRows(network, rows - 1, 1), gradients);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += gradients[i];
            }

            if (RowCounts.Contains(rows))
            {
                float actual = network.Backward(batch.InputRows(network, 0, rows), batch.TargetRows(network, 0, rows), gradients);
                AssertNear([loss / rows], [actual], $"loss of {rows} rows");
                AssertNear(Array.ConvertAll(sum, s => s / rows), gradients, $"gradients of {rows} rows");
                Assert.Equal(actual, network.ComputeLoss(batch.InputRows(network, 0, rows), batch.TargetRows(network, 0, rows)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(TestNetworks.NamesAndWide), MemberType = typeof(TestNetworks))]
    public void TwoPartsOfABatch_AverageToTheWhole(string name)
    {
        INetwork network = TestNetworks.Create(name, 2);
        const int Rows = 100;
        TestBatch batch = new(network, Rows);
        float[] whole = new float[network.ParameterStorage];
        float[] first = new float[network.ParameterStorage];
        float[] second = new float[network.ParameterStorage];
        float loss = network.Backward(batch.Inputs, batch.Targets, whole);
        foreach (int cut in (int[])[1, 32, 50, 93])
        {
            int rest = Rows - cut;
            double a = network.Backward(batch.InputRows(network, 0, cut), batch.TargetRows(network, 0, cut), first);
            double b = network.Backward(batch.InputRows(network, cut, rest), batch.TargetRows(network, cut, rest), second);
            AssertNear([((a * cut) + (b * rest)) / Rows], [loss], "loss");
            AssertNear([.. first.Zip(second, (x, y) => (((double)x * cut) + ((double)y * rest)) / Rows)], whole, $"gradients, cut at {cut}");
        }
    }

    [Theory]
    [MemberData(nameof(TestNetworks.NamesAndWide), MemberType = typeof(TestNetworks))]
    public void OldGradients_AreOverwrittenWhateverTheyAre(string name)
    {
        INetwork network = TestNetworks.Create(name, 2);
        TestBatch batch = new(network, 200);
        foreach (int rows in (int[])[1, 33, 200])
        {
            float[] expected = new float[network.ParameterStorage];
            float[] actual = new float[network.ParameterStorage];
            Array.Fill(actual, float.NaN);
            network.Backward(batch.InputRows(network, 0, rows), batch.TargetRows(network, 0, rows), expected);
            network.Backward(batch.InputRows(network, 0, rows), batch.TargetRows(network, 0, rows), actual);
            Assert.Equal(expected, actual);
            AssertPaddingIsZero(network, actual);
        }
    }

    [Theory]
    [MemberData(nameof(TestOptimizers.Names), MemberType = typeof(TestOptimizers))]
    public void Padding_StaysZeroUnderEveryOptimizer(string optimizer)
    {
        foreach (string name in TestNetworks.All.Keys)
        {
            INetwork network = TestNetworks.Create(name, 2);
            AssertPaddingIsZero(network, network.Parameters);
            TestBatch batch = new(network, 20);
            IOptimizer rule = TestOptimizers.All[optimizer]();
            float[] gradients = new float[network.ParameterStorage];
            for (int step = 0; step < 20; step++)
            {
                network.Backward(batch.Inputs, batch.Targets, gradients);
                network.Update(rule, gradients);
            }

            AssertPaddingIsZero(network, gradients);
            AssertPaddingIsZero(network, network.Parameters);
            Assert.NotEqual(TestNetworks.Create(name, 2).Parameters.ToArray(), network.Parameters.ToArray());
        }
    }

    [Fact]
    public void Networks_HavePadding()
    {
        // The test above means something only where padding exists.
        Assert.True(Padding(new Gelu173310Net()).Length > 200);
        Assert.True(Padding(new Tanh241Net()).Length > 0);
    }

    /// <summary>The rows from which on a batch is computed in blocks, as the headers of the generated code say.</summary>
    private static int LeastBlock(string name) => name is "tanh_2_4_1" or "relu_4_8_8_3" or "activation_first" or "no_bias_6_5_2" or "pooled_bce_9_3"
        or "relu_64_32_10" or TestNetworks.Wide ? 4 : 8;

    private static float[] Forward(INetwork network, ReadOnlySpan<float> inputs)
    {
        float[] outputs = new float[inputs.Length / network.InputSize * network.OutputSize];
        network.Forward(inputs, outputs);
        return outputs;
    }

    private static void AssertPaddingIsZero(INetwork network, ReadOnlySpan<float> slab)
    {
        foreach (int index in Padding(network))
        {
            Assert.True(slab[index] == 0f, $"{network.Description.Name}: slab[{index}] is padding and holds {slab[index]}");
        }
    }

    private static int[] Padding(INetwork network)
    {
        var used = new HashSet<int>();
        foreach (TensorDescription tensor in network.Description.Tensors)
        {
            int columns = tensor.Shape.Count == 2 ? tensor.Shape[1] : 1;
            for (int i = 0; i < tensor.Shape[0]; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    int index = tensor.Offset + (i * tensor.Strides[0]) + (tensor.Shape.Count == 2 ? j * tensor.Strides[1] : 0);
                    Assert.True(used.Add(index), $"two elements at {index}");
                }
            }
        }

        Assert.Equal(network.ParameterCount, used.Count);
        return [.. Enumerable.Range(0, network.ParameterStorage).Except(used)];
    }

    private static void AssertNear(double[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double limit = 1e-6 + (1e-5 * Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - actual[i]) <= limit, $"{what}: [{i}] is {actual[i]:R}, expected {expected[i]:R}");
        }
    }
}
