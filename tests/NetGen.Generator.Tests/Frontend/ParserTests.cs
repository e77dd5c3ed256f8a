using System;
using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>What declarations come to as models.</summary>
public sealed class ParserTests
{
    [Fact]
    public void Defaults_AreThoseOfTheAttributes()
    {
        NetworkModel network = Parse("[Network(4)] [Dense(3)] partial class Net { }");
        Assert.Equal("Net", network.Name);
        Assert.Equal("", network.Namespace);
        Assert.Empty(network.ContainingTypes);
        Assert.Equal("Net.g.cs", network.HintName);
        Assert.Equal(4, network.InputSize);
        Assert.Equal(Loss.MeanSquaredError, network.Loss);
        Assert.Equal(1f, network.HuberDelta);
        Assert.Equal(65536, network.MaxStackBytes);
        Assert.Equal(new DenseModel(1, 3, new(Activation.Linear, 0f), true, Initializer.Auto), Assert.Single(network.Layers));
    }

    [Fact]
    public void EverySetting_IsRead()
    {
        NetworkModel network = Parse(
            """
            [Network(inputs: 7, Loss = Loss.Huber, HuberDelta = 0.25f, MaxStackBytes = 1024)]
            [Dense(5, Activation.ELU, Alpha = 0.5f, UseBias = false, Initializer = Initializer.LeCunNormal)]
            [Activation(Activation.LeakyReLU, Alpha = 0.125f)]
            [Dense(activation: Activation.Tanh, units: 2, Initializer = Initializer.Zeros)]
            partial class Net { }
            """);
        Assert.Equal((7, Loss.Huber, 0.25f, 1024), (network.InputSize, network.Loss, network.HuberDelta, network.MaxStackBytes));
        LayerModel[] expected =
        [
            new DenseModel(1, 5, new(Activation.ELU, 0.5f), false, Initializer.LeCunNormal),
            new ActivationLayerModel(2, new(Activation.LeakyReLU, 0.125f)),
            new DenseModel(3, 2, new(Activation.Tanh, 0f), true, Initializer.Zeros),
        ];
        Assert.Equal(expected, network.Layers);
    }

    [Fact]
    public void Normalizations_AreRead()
    {
        NetworkModel network = Parse("[Network(4)] [LayerNorm] [Dense(3)] [LayerNorm(Epsilon = 0.5f)] partial class Net { }");
        Assert.Equal(new LayerNormModel(1, 1e-5f), network.Layers[0]);
        Assert.Equal(new LayerNormModel(3, 0.5f), network.Layers[2]);

        network = Parse("[Network(4)] [BatchNorm] [Dense(3)] [BatchNorm(Momentum = 1, Epsilon = 0.5f)] partial class Net { }");
        Assert.Equal(new BatchNormModel(1, 0.1f, 1e-5f), network.Layers[0]);
        Assert.Equal(new BatchNormModel(3, 1f, 0.5f), network.Layers[2]);
    }

    [Fact]
    public void Standardize_IsReadAndNoLayer()
    {
        NetworkModel network = Parse("[Network(4)] [Standardize] [Dense(3)] partial class Net { }");
        Assert.Equal((InputScaling.Deviation, 1), (network.Scaling, network.Layers.Count));
        Assert.Equal(InputScaling.Range, Parse("[Standardize(InputScaling.Range)] partial class Net { } [Network(4)] [Dense(3)] partial class Net { }").Scaling);
        Assert.Null(Parse("[Network(4)] [Dense(3)] partial class Net { }").Scaling);
    }

    [Fact]
    public void Dropouts_AreRead()
    {
        NetworkModel network = Parse("[Network(4)] [Dropout(0.25f)] [Dense(3, Activation.ReLU)] [Dropout(rate: 0)] [Dense(3)] partial class Net { }");
        Assert.Equal(new DropoutModel(1, 0.25f), network.Layers[0]);
        Assert.Equal(new DropoutModel(3, 0f), network.Layers[2]);
        Assert.Equal(NetworkFeatures.Dropout, network.Features);
        Assert.Equal(NetworkFeatures.None, Parse("[Network(4)] [Dropout(0)] [Dense(3)] partial class Net { }").Features);
    }

    [Fact]
    public void SmoothingAndWeights_AreRead()
    {
        NetworkModel network = Parse("[Network(4, Loss = Loss.BinaryCrossEntropy, LabelSmoothing = 0.5f, SampleWeights = true)] [Dense(3, Activation.Sigmoid)] partial class Net { }");
        Assert.Equal((0.5f, true, NetworkFeatures.SampleWeights), (network.LabelSmoothing, network.SampleWeights, network.Features));
        network = Parse("[Network(4, SampleWeights = false)] [Dense(3)] partial class Net { }");
        Assert.Equal((0f, false, NetworkFeatures.None), (network.LabelSmoothing, network.SampleWeights, network.Features));
    }

    [Fact]
    public void Residuals_AreRead()
    {
        NetworkModel network = Parse("[Network(3)] [Dense(3, Activation.Tanh)] [Residual(0)] [Dense(3)] [Residual(from: 2)] partial class Net { }");
        Assert.Equal(new ResidualModel(2, 0), network.Layers[1]);
        Assert.Equal(new ResidualModel(4, 2), network.Layers[3]);
    }

    [Fact]
    public void Alpha_HasTheDefaultOfItsFunction()
    {
        foreach (Activation function in Enum.GetValues<Activation>().Where(f => f != Activation.Softmax))
        {
            NetworkModel network = Parse($"[Network(4)] [Dense(3, Activation.{function})] partial class Net {{ }}");
            float expected = function switch { Activation.LeakyReLU => 0.01f, Activation.ELU => 1f, _ => 0f };
            Assert.Equal(new ActivationModel(function, expected), ((DenseModel)network.Layers[0]).Activation);
        }
    }

    [Fact]
    public void Layers_AreInSourceOrder()
    {
        NetworkModel network = Parse("[Dense(1, Activation.Tanh)] [Dense(2, Activation.Tanh), Network(4), Dense(3, Activation.Tanh)]\n[System.Serializable]\n[Dense(4)] partial class Net { }");
        Assert.Equal([1, 2, 3, 4], network.Layers.Cast<DenseModel>().Select(d => d.Units));
        Assert.Equal([1, 2, 3, 4], network.Layers.Select(d => d.Position));
    }

    [Fact]
    public void Constants_AndAliases_AreResolved()
    {
        NetworkModel network = Parse("[Net(Sizes.In)] [D(Sizes.In * 2)] partial class Iris { } static class Sizes { public const int In = 3; }", "using Net = NetGen.NetworkAttribute; using D = NetGen.DenseAttribute; ");
        Assert.Equal((3, 6), (network.InputSize, ((DenseModel)network.Layers[0]).Units));
    }

    [Fact]
    public void TypesAround_AreReopenedAsTheyWereDeclared()
    {
        NetworkModel network = Parse(
            "namespace A.@in { partial interface I<out T> { } public static partial class B<T> where T : class { internal readonly partial record struct @struct { partial record D { [Network(1)] [Dense(1)] partial class @class { } } } } }");
        Assert.Equal("A.@in", network.Namespace);
        Assert.Equal("@class", network.Name);
        Assert.Equal([new("class", "B<T>"), new("record struct", "@struct"), new("record", "D")], network.ContainingTypes);
        Assert.Equal("A.in.B`1.struct.D.class.g.cs", network.HintName);
    }

    [Fact]
    public void Derivatives_AreAskedForByTheNetwork()
    {
        NetworkModel network = Parse("[Network(1, InputGradients = true, SecondOrder = true)] [Dense(1)] partial class Net { }");
        Assert.True(network is { InputGradients: true, SecondOrder: true });
        network = Parse("[Network(1, InputGradients = false)] [Dense(1)] partial class Net { }");
        Assert.True(network is { InputGradients: false, SecondOrder: false });
    }

    [Fact]
    public void HintNames_DifferInMoreThanCase()
    {
        GeneratorRun run = GeneratorDriverHelper.Run("using NetGen; [Network(1)] [Dense(1)] partial class Net { } [Network(1)] [Dense(1)] partial class NET { } [Network(1)] [Dense(1)] partial class Other { }");
        Assert.Equal(["N-et.g.cs", "N-E-T-.g.cs", "Other.g.cs"], run.Sources.Keys);
    }

    [Fact]
    public void HintNames_SpellWhatFilesCannotBeCalled()
        => Assert.Equal("Ж{203F}{2167}.g.cs", Parse("[Network(1)] [Dense(1)] partial class Ж\u203F\u2167 { }").HintName);

    [Theory]
    [InlineData("[Network(\"4\")] [Dense(3)] partial class Net { }")]
    [InlineData("[Network] [Dense(3)] partial class Net { }")]
    [InlineData("[Network(4)] [Dense] partial class Net { }")]
    [InlineData("[Network(4)] [Dense(3, Activation.Relu)] partial class Net { }")]
    [InlineData("[Network(4)] [Dense(3, Activation.ELU, Alpha = \"0.5\")] partial class Net { }")]
    [InlineData("[Network(4)] [Dense(3, Activation.ELU, Beta = 1)] partial class Net { }")]
    [InlineData("[Network(4)] [Dens(3)] partial class Net { }")]
    [InlineData("[Network(4, Loss = Loss.Mse)] [Dense(3)] partial class Net { }")]
    [InlineData("static class Sizes { public static int In = 3; } [Network(Sizes.In)] [Dense(3)] partial class Net { }")]
    public void ErrorOfTheCompiler_GetsNoSecondError(string source)
    {
        GeneratorRun run = GeneratorDriverHelper.Run("using NetGen; " + source + NetworkUsage.Of("Net"));
        Assert.Empty(run.Diagnostics);
        Assert.Single(run.CompilerDiagnostics.Select(d => d.Location.GetLineSpan().StartLinePosition).Distinct());
        Assert.Contains("Net has errors.", Assert.Single(run.Sources.Values), StringComparison.Ordinal);
    }

    [Fact]
    public void SecondNetworkAttribute_IsAnErrorOfTheCompilerOnly()
    {
        GeneratorRun run = GeneratorDriverHelper.Run("using NetGen; [Network(1)] [Dense(1)] partial class Net { } [Network(1)] partial class Net { }");
        Assert.Empty(run.Diagnostics);
        Assert.Equal("CS0579", Assert.Single(run.CompilerDiagnostics).Id);
        Assert.Single(run.Sources);
    }

    [Fact]
    public void NetworkWithoutLanguageOrRuntime_HasNoStandInThatCannotCompile()
    {
        GeneratorRun run = GeneratorDriverHelper.Run(new GeneratorSettings { ReferenceRuntime = false }, DiagnosticCases.All.Single(c => c.Id == "NG0013").WrongSource);
        Assert.Empty(run.Sources);
    }

    private static NetworkModel Parse(string source, string usings = "using NetGen; ")
    {
        GeneratorRun run = GeneratorDriverHelper.Run(usings + source);
        Assert.Empty(run.Diagnostics);
        return run.Network;
    }
}
