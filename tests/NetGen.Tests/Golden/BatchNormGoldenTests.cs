using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Golden;

/// <summary>What only batch normalization has, against PyTorch in float64.</summary>
[Trait("Category", "Functional")]
public sealed class BatchNormGoldenTests
{
    private readonly GoldenCase _golden = GoldenCase.Load(GoldenNetworks.BatchNorm);

    [Fact]
    public void OneBatch_MovesTheRunningStatisticsAsPyTorch()
    {
        INetwork network = _golden.CreateNetwork(GoldenNetworks.BatchNorm);
        Assert.Equal(_golden.Tensors("buffers").Keys, network.Description.Buffers.Select(buffer => buffer.Name));
        network.Backward(_golden.Inputs, _golden.Targets, new float[network.ParameterStorage]);
        foreach ((string name, double[] expected) in _golden.Tensors("buffers_after_one_batch"))
        {
            GoldenTests.AssertNear(expected, Tensor(network, name), name);
        }
    }

    [Fact]
    public void WithTheStatisticsOfTheBatch_ForwardGivesPyTorchsTrainingOutput()
    {
        INetwork network = _golden.CreateNetwork(GoldenNetworks.BatchNorm);
        IReadOnlyDictionary<string, double[]> before = _golden.Tensors("buffers");
        IReadOnlyDictionary<string, double[]> after = _golden.Tensors("buffers_after_one_batch");

        // after = before + 0.1 (batch - before), and the batch's variance divides by rows - 1 there.
        double[] Batch(string name) => [.. before[name].Zip(after[name], (old, moved) => old + ((moved - old) / 0.1))];
        network.SetTensor("layer2.running_mean", [.. Batch("layer2.running_mean").Select(value => (float)value)]);
        network.SetTensor("layer2.running_var", [.. Batch("layer2.running_var").Select(value => (float)(value * (_golden.Rows - 1) / _golden.Rows))]);
        float[] outputs = new float[_golden.Rows * network.OutputSize];
        network.Forward(_golden.Inputs, outputs);
        GoldenTests.AssertNear(_golden.TrainingOutput, outputs, "training output");
        GoldenTests.AssertNear([_golden.Loss], [network.ComputeLoss(_golden.Inputs, _golden.Targets)], "training loss");
    }

    /// <summary>All rows with the same constant added are normalized to the same: PyTorch's gradient is a rounding error of 1e-17.</summary>
    [Fact]
    public void TheBiasBeforeIt_HasAGradientOfExactlyZero()
    {
        INetwork network = _golden.CreateNetwork(GoldenNetworks.BatchNorm);
        float[] gradients = new float[network.ParameterStorage];
        Array.Fill(gradients, float.NaN);
        network.Backward(_golden.Inputs, _golden.Targets, gradients);
        float[] bias = new float[8];
        Batchnorm483Net.GetGradient(gradients, "layer1.bias", bias);
        Assert.Equal(new float[8], bias);
        Assert.All(_golden.Tensors("gradients")["layer1.bias"], value => Assert.InRange(value, -1e-15, 1e-15));
    }

    private static float[] Tensor(INetwork network, string name)
    {
        float[] values = new float[network.Description.Tensor(name).Length];
        network.GetTensor(name, values);
        return values;
    }
}
