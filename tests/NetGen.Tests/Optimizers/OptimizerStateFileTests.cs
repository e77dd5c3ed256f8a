using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Serialization;
using NetGen.Tests.Serialization;
using Xunit;

namespace NetGen.Tests.Optimizers;

public class OptimizerStateFileTests
{
    public static TheoryData<string> Names => FakeNetwork.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void RestoredRun_ContinuesBitForBit(string name)
    {
        NetworkDescription network = FakeNetwork.Create();
        float[] uninterrupted = FakeNetwork.Slab(network, 1);
        FakeNetwork.Train(FakeNetwork.Optimizers[name](), network, uninterrupted, 0, 30);

        float[] parameters = FakeNetwork.Slab(network, 1);
        Optimizer first = FakeNetwork.Optimizers[name]();
        FakeNetwork.Train(first, network, parameters, 0, 13);
        byte[] file = Save(first);

        // Another learning rate, and steps already taken: all of it must go.
        Optimizer second = FakeNetwork.Optimizers[name]();
        second.LearningRate = 123f;
        FakeNetwork.Train(second, network, FakeNetwork.Slab(network, 3), 0, 20);
        second.Load(new MemoryStream(file), network);
        Assert.Equal(13, second.StepCount);
        FakeNetwork.Train(second, network, parameters, 13, 17);
        Assert.Equal(uninterrupted, parameters);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SavingAgainAfterLoading_GivesTheSameBytes(string name)
    {
        NetworkDescription network = FakeNetwork.Create();
        Optimizer first = FakeNetwork.Optimizers[name]();
        FakeNetwork.Train(first, network, FakeNetwork.Slab(network, 1), 0, 3);
        Optimizer second = (Optimizer)Activator.CreateInstance(first.GetType(), Arguments(first))!;
        second.Load(new MemoryStream(Save(first)), network);
        Assert.Equal(Save(first), Save(second));
    }

    [Fact]
    public void State_IsNamedAsInPyTorch()
    {
        NetworkDescription network = FakeNetwork.Create();
        Assert.Equal([".exp_avg", ".exp_avg_sq"], States(new Adam(), network));
        Assert.Equal([".exp_avg", ".exp_avg_sq"], States(new AdamW(), network));
        Assert.Equal([".momentum_buffer"], States(new Momentum(0.1f), network));
        Assert.Equal([".square_avg"], States(new RMSProp(0.1f), network));
        Assert.Equal([".sum"], States(new AdaGrad(0.1f), network));
        Assert.Equal([], States(new GradientDescent(0.1f), network));
    }

    [Fact]
    public void Metadata_HoldsKindStepAndSettings()
    {
        Adam optimizer = new(0.01f, 0.8f) { WeightDecay = 0.5f, DecayBiases = true };
        FakeNetwork.Train(optimizer, FakeNetwork.Create(), new float[150], 0, 4);
        SafetensorsReader reader = new(new MemoryStream(Save(optimizer)));
        Dictionary<string, string> expected = new()
        {
            ["format"] = "pt",
            ["optimizer"] = "Adam",
            ["step"] = "4",
            ["learning_rate"] = "0.01",
            ["beta1"] = "0.8",
            ["beta2"] = "0.999",
            ["epsilon"] = "1E-08",
            ["weight_decay"] = "0.5",
            ["decay_biases"] = "true",
        };
        Assert.Equal(expected.OrderBy(pair => pair.Key), reader.Metadata.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void Settings_ComeBack()
    {
        NetworkDescription network = FakeNetwork.Create();
        Momentum saved = new(0.1f, 0.7f) { Dampening = 0.3f, Nesterov = true, WeightDecay = 0.2f, DecayBiases = true };
        saved.Prepare(network);
        Momentum loaded = new(1f);
        loaded.Load(new MemoryStream(Save(saved)), network);
        Assert.Equal(
            (0.1f, 0.7f, 0.3f, true, 0.2f, true),
            (loaded.LearningRate, loaded.Beta, loaded.Dampening, loaded.Nesterov, loaded.WeightDecay, loaded.DecayBiases));
    }

    [Fact]
    public void AnotherKindAndAnotherNetwork_AreRefusedWithTheDifferences()
    {
        NetworkDescription network = FakeNetwork.Create();
        Momentum momentum = new(0.1f);
        momentum.Prepare(network);
        NetworkDescription other = new(
            "Other", 3, 2, Loss.MeanSquaredError, 16, [new TensorDescription("layer1.weight", TensorRole.Weight, 0, [5, 2], [2, 1])]);
        RMSProp optimizer = new(0.5f);
        float[] before = new float[16];
        optimizer.Step(before, [.. Enumerable.Repeat(1f, 16)], other);
        byte[] old = Save(optimizer);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => optimizer.Load(new MemoryStream(Save(momentum)), other));
        Assert.Contains("metadata optimizer: expected 'RMSProp', found 'Momentum'", error.Message, StringComparison.Ordinal);
        Assert.Contains("metadata decay: expected a number, at least 0 and below 1, found nothing", error.Message, StringComparison.Ordinal);
        Assert.Contains("missing: layer1.weight.square_avg F32 [5, 2]", error.Message, StringComparison.Ordinal);
        Assert.Contains("unexpected: layer2.bias.momentum_buffer F32 [2]", error.Message, StringComparison.Ordinal);
        Assert.Equal(old, Save(optimizer));
    }

    [Theory]
    [InlineData("learning_rate", "-1")]
    [InlineData("learning_rate", "NaN")]
    [InlineData("learning_rate", "1,5")]
    [InlineData("learning_rate", "1e99")]
    [InlineData("beta1", "1")]
    [InlineData("epsilon", "0")]
    [InlineData("step", "-3")]
    [InlineData("step", "99999999999999999999")]
    [InlineData("step", "1.5")]
    [InlineData("decay_biases", "yes")]
    public void ImpossibleSetting_IsRefusedAndTheOldStateStays(string key, string value)
    {
        NetworkDescription network = FakeNetwork.Create();
        Adam optimizer = new();
        FakeNetwork.Train(optimizer, network, FakeNetwork.Slab(network, 1), 0, 2);
        byte[] old = Save(optimizer);
        SafetensorsReader reader = new(new MemoryStream(old));
        MemoryStream changed = new();
        SafetensorsWriter writer = new(changed, reader.Tensors, reader.Metadata.Select(p => p.Key == key ? KeyValuePair.Create(key, value) : p));
        foreach (SafetensorsTensor tensor in reader.Tensors)
        {
            writer.WriteNext(new byte[tensor.ByteLength]);
        }

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => optimizer.Load(new MemoryStream(changed.ToArray()), network));
        Assert.Contains($"metadata {key}: expected", error.Message, StringComparison.Ordinal);
        Assert.Contains($"found '{value}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(old, Save(optimizer));
    }

    [Fact]
    public void TruncatedFile_LeavesTheOldState()
    {
        NetworkDescription network = FakeNetwork.Create();
        Adam saved = new();
        FakeNetwork.Train(saved, network, FakeNetwork.Slab(network, 1), 0, 2);
        byte[] file = Save(saved);
        Adam optimizer = new(0.5f);
        optimizer.Prepare(network);
        byte[] old = Save(optimizer);
        Assert.Throws<InvalidDataException>(() => optimizer.Load(new ForwardOnlyStream(file[..^3]), network));
        Assert.Equal(old, Save(optimizer));
    }

    [Fact]
    public void Path_RoundTripsAndNamesItselfInErrors()
    {
        using TemporaryFolder folder = new();
        NetworkDescription network = FakeNetwork.Create();
        Adam saved = new();
        FakeNetwork.Train(saved, network, FakeNetwork.Slab(network, 1), 0, 2);
        saved.Save(folder["state.safetensors"]);
        Adam loaded = new();
        loaded.Load(folder["state.safetensors"], network);
        Assert.Equal(Save(saved), Save(loaded));
        Assert.Equal([folder["state.safetensors"]], Directory.GetFiles(folder.Path));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new AdamW().Load(folder["state.safetensors"], network));
        Assert.StartsWith(folder["state.safetensors"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SavingWithoutState_IsRefused()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new Adam().Save(new MemoryStream()));
        Assert.Equal("This Adam has no state yet. Take a step or call Prepare before saving.", error.Message);
    }

    [Fact]
    public void LoadingForAnotherNetworkThanTheServed_IsRefused()
    {
        Adam optimizer = new();
        optimizer.Prepare(FakeNetwork.Create());
        Assert.Throws<InvalidOperationException>(() => optimizer.Load(new MemoryStream(Save(optimizer)), FakeNetwork.Create("Other", 200)));
    }

    private static object?[] Arguments(Optimizer optimizer) =>
        [.. optimizer.GetType().GetConstructors()[0].GetParameters().Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : 7f)];

    private static IEnumerable<string> States(Optimizer optimizer, NetworkDescription network)
    {
        optimizer.Prepare(network);
        return new SafetensorsReader(new MemoryStream(Save(optimizer))).Tensors
            .Where(tensor => tensor.Name.StartsWith("layer1.weight", StringComparison.Ordinal))
            .Select(tensor => tensor.Name["layer1.weight".Length..]);
    }

    private static byte[] Save(Optimizer optimizer)
    {
        MemoryStream stream = new();
        optimizer.Save(stream);
        return stream.ToArray();
    }
}
