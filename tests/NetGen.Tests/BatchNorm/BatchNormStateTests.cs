using System;
using System.IO;
using System.Linq;
using NetGen.Serialization;
using NetGen.Tests.Networks;
using NetGen.Tests.Serialization;
using Xunit;

namespace NetGen.Tests.BatchNorm;

/// <summary>Buffers are kept with the parameters, and no optimizer sees them.</summary>
[Trait("Category", "Functional")]
public sealed class BatchNormStateTests
{
    [Fact]
    public void Description_ListsBuffersApartFromParameters()
    {
        BatchNormClusterNet network = new();
        Assert.Equal(
            ["layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias", "layer4.weight", "layer4.bias"], network.Description.Tensors.Select(t => t.Name));
        Assert.Equal(["layer2.running_mean", "layer2.running_var"], network.Description.Buffers.Select(t => t.Name));
        Assert.All(network.Description.Buffers, buffer => Assert.Equal(TensorRole.Buffer, buffer.Role));
        Assert.Equal((2 * 8) + 8 + 8 + 8 + (8 * 3) + 3, BatchNormClusterNet.ParameterCount);
        Assert.Equal(BatchNormClusterNet.ParameterCount, network.Description.ParameterCount);
        Assert.Equal(network.Description.BufferStorage, ((INetwork)network).Buffers.Length);
        Assert.True(network.Description.HasBatchStatistics);
        Assert.False(new ClusterNet().Description.HasBatchStatistics);
        Assert.True(((INetwork)new ClusterNet()).Buffers.IsEmpty);
    }

    [Fact]
    public void ANewNetwork_StartsAtMeanZeroAndVarianceOne()
    {
        BatchNormClusterNet network = new(5);
        Assert.Equal(new float[8], network.Tensor("layer2.running_mean"));
        Assert.All(network.Tensor("layer2.running_var"), value => Assert.Equal(1f, value));
        Assert.All(network.Tensor("layer2.weight"), value => Assert.Equal(1f, value));
        Assert.Equal(new float[8], network.Tensor("layer2.bias"));
    }

    [Fact]
    public void SetTensor_SetsABuffer()
    {
        BatchNormClusterNet network = new();
        float[] values = [1, 2, 3, 4, 5, 6, 7, 8];
        network.SetTensor("layer2.running_var", values);
        Assert.Equal(values, network.Tensor("layer2.running_var"));
        Assert.Equal(new float[8], network.Tensor("layer2.running_mean"));
    }

    [Fact]
    public void GetGradient_OfABufferIsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => BatchNormClusterNet.GetGradient(new float[new BatchNormClusterNet().ParameterStorage], "layer2.running_mean", new float[8]));
        Assert.Contains("is a buffer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cluster")]
    [InlineData("rows")]
    [InlineData("first and last")]
    [InlineData("residual")]
    public void SavedAndLoaded_ItIsTheSameNetwork(string name)
    {
        INetwork trained = Trained(name);
        using MemoryStream file = new();
        trained.Save(file);
        file.Position = 0;
        INetwork loaded = BatchNormNetworks.All[name]();
        loaded.Load(file);
        Assert.Equal(trained.State(), loaded.State());

        file.Position = 0;
        Assert.Equal(
            trained.Description.Tensors.Concat(trained.Description.Buffers).Select(t => t.Name).Order(),
            new SafetensorsReader(file).Tensors.Select(t => t.Name).Order());
    }

    [Fact]
    public void AFileWithoutBuffers_IsRefusedAndTheNetworkStays()
    {
        BatchNormClusterNet network = new(1);
        using MemoryStream file = new();
        SafetensorsWriter writer = new(file, network.Description.Tensors.Select(tensor => TensorSet.Describe(tensor)), []);
        foreach (TensorDescription tensor in network.Description.Tensors)
        {
            writer.WriteNext(new float[tensor.Length]);
        }

        writer.Finish();
        file.Position = 0;
        float[] before = network.State();
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => network.Load(file));
        Assert.Contains("missing: layer2.running_mean", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.State());
    }

    [Theory]
    [MemberData(nameof(TestOptimizers.Names), MemberType = typeof(TestOptimizers))]
    public void NoOptimizer_TouchesTheBuffers(string optimizer)
    {
        INetwork network = Trained("cluster");
        float[] buffers = network.Buffers.ToArray();
        float[] gradients = new float[network.ParameterStorage];
        Array.Fill(gradients, 0.1f);
        IOptimizer rule = TestOptimizers.All[optimizer]();
        for (int step = 0; step < 20; step++)
        {
            network.Update(rule, gradients);
        }

        Assert.Equal(buffers, network.Buffers);
    }

    /// <summary>Its gradient is exactly 0, so not even the noise of Adam moves it.</summary>
    [Fact]
    public void TheBiasBeforeABatchNorm_StaysWhereItIs()
    {
        BatchNormClusterNet network = new(1);
        network.SetTensor("layer1.bias", [1, 2, 3, 4, 5, 6, 7, 8]);
        Trainer.Fit(network, Training.Samples.Clusters(), new Adam(0.05f), new TrainingOptions { Epochs = 3, BatchSize = 16 });
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], network.Tensor("layer1.bias"));
    }

    private static INetwork Trained(string name)
    {
        INetwork network = BatchNormNetworks.All[name]();
        TestBatch batch = new(network, 30);
        float[] gradients = new float[network.ParameterStorage];
        Adam adam = new(0.01f);
        for (int step = 0; step < 5; step++)
        {
            network.Backward(batch.Inputs, batch.Targets, gradients);
            network.Update(adam, gradients);
        }

        return network;
    }
}
