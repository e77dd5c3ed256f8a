using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Unusual sizes against plain loops in double.</summary>
[Trait("Category", "Functional")]
public sealed class SizeTests
{
    private static readonly Func<double, double> Linear = z => z;
    private static readonly Func<double, double> Sigmoid = z => 1 / (1 + Math.Exp(-z));
    private static readonly Func<double, double> Leaky = z => z > 0 ? z : 0.01 * z;

    /// <summary>The functions of the layers; a layer without tensors is one too.</summary>
    private static readonly Dictionary<string, Func<double, double>[]> Functions = new()
    {
        ["linear_1_1"] = [Linear],
        ["tanh_1_300_1"] = [Math.Tanh, Linear],
        ["sigmoid_300_1"] = [Sigmoid],
        ["silu_7_13_11"] = [z => z * Sigmoid(z), z => Math.Clamp(z, -1, 1)],
        ["leaky_deep_3x20"] = [.. Enumerable.Repeat(Leaky, 19), Linear],
        ["activation_first"] = [Math.Tanh, z => Math.Clamp((z / 6) + 0.5, 0, 1), Linear, Sigmoid],
        ["no_bias_6_5_2"] = [Math.Tanh, Sigmoid],
        ["tanh_2_4_1"] = [Math.Tanh, Sigmoid],
        ["pooled_bce_9_3"] = [Sigmoid],
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_AgreesWithPlainLoops(string name)
    {
        INetwork network = TestNetworks.Create(name, 4);
        FillBiases(network);
        TestBatch batch = new(network, 70);
        foreach (int rows in (int[])[1, 7, 8, 70])
        {
            float[] outputs = new float[rows * network.OutputSize];
            network.Forward(batch.InputRows(network, 0, rows), outputs);
            for (int row = 0; row < rows; row++)
            {
                double[] expected = Plain(network, Functions[name], batch.InputRows(network, row, 1));
                for (int k = 0; k < expected.Length; k++)
                {
                    float actual = outputs[(row * network.OutputSize) + k];
                    Assert.True(Math.Abs(actual - expected[k]) <= 2e-6 + (1e-5 * Math.Abs(expected[k])), $"{rows} rows, row {row}, output {k}: {actual:R}, expected {expected[k]:R}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(TestNetworks.Names), MemberType = typeof(TestNetworks))]
    public void FullBatchTraining_LowersTheLoss(string name)
    {
        INetwork network = TestNetworks.Create(name, 4);
        TestBatch batch = new(network, 30);
        float[] gradients = new float[network.ParameterStorage];
        Adam adam = new(0.005f);
        float first = network.ComputeLoss(batch.Inputs, batch.Targets);
        for (int step = 0; step < 100; step++)
        {
            network.Backward(batch.Inputs, batch.Targets, gradients);
            network.Update(adam, gradients);
        }

        float last = network.ComputeLoss(batch.Inputs, batch.Targets);
        Assert.True(last < first, $"loss {first} before, {last} after");
    }

    [Fact]
    public void WideNetwork_LearnsABatchByHeart()
    {
        Wide784Net network = new(1);
        TestBatch batch = new(network, 32);
        float[] gradients = new float[network.ParameterStorage];
        Adam adam = new(1e-3f);
        float loss = 0;
        for (int step = 0; step < 25; step++)
        {
            loss = network.Backward(batch.Inputs, batch.Labels, gradients);
            network.Update(adam, gradients);
        }

        Assert.True(loss < 0.1f, $"loss {loss}");
    }

    [Fact]
    public void NoBias_MeansNoBiasTensor()
    {
        Assert.Equal(["layer1.weight", "layer2.weight"], NoBiasNet.Tensors.Select(t => t.Name));
        float[] outputs = new float[2];
        new NoBiasNet(1).Forward(new float[6], outputs);
        Assert.Equal([0.5f, 0.5f], outputs);
    }

    [Fact]
    public void ActivationLayer_TakesANumberButHasNoTensors() =>
        Assert.Equal(["layer2.weight", "layer2.bias", "layer3.weight", "layer3.bias"], ActivationFirstNet.Tensors.Select(t => t.Name));

    private static void FillBiases(INetwork network)
    {
        Xoshiro256 random = new(11);
        foreach (TensorDescription tensor in network.Description.Tensors.Where(t => t.Role == TensorRole.Bias))
        {
            float[] values = new float[tensor.Length];
            foreach (ref float value in values.AsSpan())
            {
                value = random.NextSingle() - 0.5f;
            }

            network.SetTensor(tensor.Name, values);
        }
    }

    private static double[] Plain(INetwork network, Func<double, double>[] functions, ReadOnlySpan<float> inputs)
    {
        double[] x = Array.ConvertAll(inputs.ToArray(), v => (double)v);
        for (int layer = 1; layer <= functions.Length; layer++)
        {
            if (network.Description.Tensors.SingleOrDefault(t => t.Name == $"layer{layer}.weight") is { } weight)
            {
                float[] w = new float[weight.Length];
                float[] b = new float[weight.Shape[0]];
                network.GetTensor(weight.Name, w);
                if (network.Description.Tensors.Any(t => t.Name == $"layer{layer}.bias"))
                {
                    network.GetTensor($"layer{layer}.bias", b);
                }

                x = [.. b.Select((bias, j) => bias + x.Select((value, i) => value * w[(j * x.Length) + i]).Sum())];
            }

            x = Array.ConvertAll(x, v => functions[layer - 1](v));
        }

        return x;
    }
}
