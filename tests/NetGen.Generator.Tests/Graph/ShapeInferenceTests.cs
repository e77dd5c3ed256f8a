using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>Widths, parameters and initializers follow from the declaration.</summary>
public sealed class ShapeInferenceTests
{
    public static TheoryData<string> Activations => [.. Enum.GetNames<Activation>()];

    [Fact]
    public void Widths_PassFromLayerToLayer()
    {
        NetworkGraph graph = Infer(Network(5, Loss.MeanSquaredError, Dense(7), Map(Activation.Tanh), Dense(2)));
        Assert.Equal([(5, 7), (7, 7), (7, 2)], graph.Layers.Select(l => (l.InputWidth, l.OutputWidth)));
        Assert.Equal(2, graph.OutputSize);
    }

    [Fact]
    public void Parameters_HaveTheNamesAndShapesOfPyTorch()
    {
        NetworkGraph graph = Infer(Network(5, Loss.MeanSquaredError, Dense(7), Map(Activation.Tanh), Dense(2, useBias: false)));
        Assert.Equal(
            ["layer1.weight Weight [7, 5] 5/7", "layer1.bias Bias [7] 5/7", "layer3.weight Weight [2, 7] 7/2"],
            Parameters(graph).Select(p => $"{p.Name} {p.Role} [{string.Join(", ", p.Shape)}] {p.FanIn}/{p.FanOut}"));
    }

    [Fact]
    public void ParameterCount_CountsScalars()
    {
        Assert.Equal(9, Infer(Network(2, Loss.BinaryCrossEntropy, Dense(2, Activation.Tanh), Dense(1, Activation.Sigmoid))).ParameterCount);
        Assert.Equal(139, Infer(Classifier(4, Dense(8), Dense(8), Dense(3, Activation.Softmax))).ParameterCount);
        Assert.Equal(235146, Infer(Mnist).ParameterCount);
        Assert.Equal(0, Infer(Network(4, Loss.MeanSquaredError, Map(Activation.ReLU))).ParameterCount);
    }

    [Fact]
    public void ParameterCount_PassesTheLargestInt()
    {
        NetworkGraph graph = Infer(Network(1 << 20, Loss.MeanSquaredError, Dense(1 << 20, useBias: false), Dense(1 << 20, useBias: false)));
        Assert.Equal(1L << 41, graph.ParameterCount);
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void AutoInitializer_FollowsTheActivation(string name)
    {
        var activation = Enum.Parse<Activation>(name);
        Initializer expected = activation switch
        {
            Activation.SELU => Initializer.LeCunNormal,
            Activation.ReLU or Activation.LeakyReLU or Activation.ELU or Activation.GELU or Activation.SiLU or Activation.Softplus or Activation.Mish
                => Initializer.HeNormal,
            _ => Initializer.XavierUniform,
        };
        IReadOnlyList<ParameterNode> parameters = Parameters(Infer(Classifier(3, Dense(4, activation))));
        Assert.Equal([expected, Initializer.Zeros], parameters.Select(p => p.Initializer));
    }

    [Fact]
    public void DeclaredInitializer_IsKept()
    {
        foreach (Initializer initializer in Enum.GetValues<Initializer>().Where(i => i != Initializer.Auto))
        {
            NetworkGraph graph = Infer(Network(3, Loss.MeanSquaredError, Dense(4, Activation.ReLU) with { Initializer = initializer }));
            Assert.Equal([initializer, Initializer.Zeros], Parameters(graph).Select(p => p.Initializer));
        }
    }

    private static NetworkGraph Infer(Architecture architecture) => ShapeInference.Run(architecture.ToModel("Net"));

    private static IReadOnlyList<ParameterNode> Parameters(NetworkGraph graph) => [.. graph.Layers.SelectMany(l => l.Parameters)];
}
