using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Weights;

/// <summary>What weights of rows do in a network.</summary>
[Trait("Category", "Functional")]
public sealed class WeightedNetworkTests
{
    private const int Rows = 150;

    [Theory]
    [InlineData(1f)]
    [InlineData(4f)]
    [InlineData(1e-40f)]
    [InlineData(3e38f)]
    public void EqualWeights_GiveTheBitsWithoutWeights(float weight)
    {
        WeightedDropNet network = new(3);
        UnweightedDropNet plain = new(3);
        TestBatch batch = new(network, Rows);
        float[] weights = [.. Enumerable.Repeat(weight, Rows)];
        float[] expected = new float[plain.ParameterStorage];
        float[] actual = new float[network.ParameterStorage];
        float loss = plain.Backward(batch.Inputs, batch.Labels, expected);
        Assert.Equal(loss, network.Backward(batch.Inputs, batch.Labels, actual));
        Assert.Equal(expected, actual);
        network.DropoutStep = 0;
        Assert.Equal(loss, network.Backward(batch.Inputs, batch.Labels, weights, actual));
        Assert.Equal(expected, actual);
        Assert.Equal(plain.ComputeLoss(batch.Inputs, batch.Targets), network.ComputeLoss(batch.Inputs, batch.Targets, weights));
        Assert.Equal(1, network.DropoutStep);
    }

    [Fact]
    public void WholeWeights_CountRowsSoManyTimes()
    {
        WeightedWideNet network = new(3);
        TestBatch batch = new(network, Rows);
        float[] weights = [.. Enumerable.Range(0, Rows).Select(row => (float)(row % 4))];
        int[] repeated = [.. Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Repeat(row, row % 4))];
        float[] inputs = [.. repeated.SelectMany(row => batch.InputRows(network, row, 1).ToArray())];
        int[] labels = [.. repeated.Select(row => batch.Labels[row])];
        float[] expected = new float[network.ParameterStorage];
        float[] actual = new float[network.ParameterStorage];
        Assert.Equal(network.Backward(inputs, labels, expected), network.Backward(batch.Inputs, batch.Labels, weights, actual), 1e-6f);
        Assert.Equal(expected, actual, (a, b) => MathF.Abs(a - b) < 1e-6f);
        Assert.Equal(network.ComputeLoss(inputs, labels), network.ComputeLoss(batch.Inputs, batch.Labels, weights), 1e-6f);
    }

    [Fact]
    public void DerivativesWithoutWeights_AreThoseOfTheNetworkWithoutThem()
    {
        WeightedSecondOrderNet network = new(3);
        UnweightedSecondOrderNet plain = new(3);
        TestBatch batch = new(network, 40);
        float[] expected = new float[batch.Inputs.Length];
        float[] actual = new float[batch.Inputs.Length];
        Assert.Equal(plain.InputGradient(batch.Inputs, batch.Targets, expected), network.InputGradient(batch.Inputs, batch.Targets, actual));
        Assert.Equal(expected, actual);
        float[] vector = new float[plain.ParameterStorage];
        plain.Backward(batch.Inputs, batch.Targets, vector);
        float[] expectedProduct = new float[plain.ParameterStorage];
        float[] product = new float[plain.ParameterStorage];
        plain.HessianVector(batch.Inputs, batch.Targets, vector, expectedProduct);
        network.HessianVector(batch.Inputs, batch.Targets, vector, product);
        Assert.Equal(expectedProduct, product);
    }

    [Fact]
    public void WrongWeights_AreRefused()
    {
        WeightedDropNet network = new();
        TestBatch batch = new(network, 3);
        float[] gradients = new float[network.ParameterStorage];
        Refuses([1f, 1f], "sampleWeights has 2 values; expected 3");
        Refuses([], "sampleWeights has 0 values; expected 3");
        Refuses([1f, -1f, 1f], "sampleWeights[1] is -1");
        Refuses([1f, 1f, float.NaN], "sampleWeights[2] is NaN");
        Refuses([float.PositiveInfinity, 1f, 1f], "sampleWeights[0] is");
        Refuses([0f, 0f, -0f], "sampleWeights are all 0");
        Assert.Equal(0, network.DropoutStep);

        void Refuses(float[] weights, string message)
        {
            foreach (Action call in new Action[]
            {
                () => network.Backward(batch.Inputs, batch.Labels, weights, gradients),
                () => network.Backward(batch.Inputs, batch.Targets, weights, gradients),
                () => network.ComputeLoss(batch.Inputs, batch.Labels, weights),
                () => network.ComputeLoss(batch.Inputs, batch.Targets, weights),
            })
            {
                Assert.Contains(message, Assert.Throws<ArgumentException>("sampleWeights", call).Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void WeightedPasses_AllocateNothing()
    {
        WeightedDropNet network = new();
        TestBatch batch = new(network, Rows);
        float[] weights = [.. Enumerable.Range(1, Rows)];
        float[] gradients = new float[network.ParameterStorage];
        Assert.Equal(0, Allocation.Of(() => network.Backward(batch.Inputs, batch.Labels, weights, gradients)));
        Assert.Equal(0, Allocation.Of(() => network.ComputeLoss(batch.Inputs, batch.Targets, weights)));
    }
}
