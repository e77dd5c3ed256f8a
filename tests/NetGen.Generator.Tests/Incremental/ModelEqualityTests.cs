using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Models compare by content: that is what the cut-off between the branches rests on.</summary>
public sealed class ModelEqualityTests
{
    [Fact]
    public void EqualContent_IsEqualWithEqualHash()
    {
        Assert.Equal(Network(), Network());
        Assert.Equal(Network().GetHashCode(), Network().GetHashCode());
        Assert.NotSame(Network(), Network());
    }

    [Fact]
    public void EveryChange_MakesModelsDiffer()
    {
        NetworkModel model = Network();
        var dense = (DenseModel)model.Layers[0];
        NetworkModel[] changed =
        [
            model with { HintName = "Other.g.cs" },
            model with { Namespace = "Other" },
            model with { ContainingTypes = new([new("struct", "Outer")]) },
            model with { ContainingTypes = new([new("class", "Other")]) },
            model with { ContainingTypes = default },
            model with { Name = "Other" },
            model with { InputSize = 5 },
            model with { Loss = Loss.Huber },
            model with { HuberDelta = 2f },
            model with { LabelSmoothing = 0.1f },
            model with { SampleWeights = true },
            model with { MaxStackBytes = 0 },
            model with { Layers = default },
            model with { Layers = new(model.Layers.Reverse()) },
            model with { Layers = new([dense with { Units = 9 }, model.Layers[1]]) },
            model with { Layers = new([dense with { UseBias = false }, model.Layers[1]]) },
            model with { Layers = new([dense with { Initializer = Initializer.HeNormal }, model.Layers[1]]) },
            model with { Layers = new([dense with { Activation = new(Activation.ELU, 2f) }, model.Layers[1]]) },
            model with { Layers = new([dense with { Position = 2 }, model.Layers[1]]) },
            model with { Layers = new([new ActivationLayerModel(1, dense.Activation), model.Layers[1]]) },
            model with { Scaling = InputScaling.Range },
        ];
        var all = new HashSet<NetworkModel>(changed.Append(model));
        Assert.Equal(changed.Length + 1, all.Count);
    }

    [Fact]
    public void Arrays_CompareInOrder()
    {
        var array = new EquatableArray<string>(["a", "b"]);
        Assert.True(array == new EquatableArray<string>(["a", "b"]));
        Assert.True(array != new EquatableArray<string>(["b", "a"]));
        Assert.True(array != new EquatableArray<string>(["a", "b", "c"]));
        Assert.True(array != new EquatableArray<string>(["a"]));
        Assert.False(array.Equals("ab"));
        Assert.NotEqual(new EquatableArray<string>(["b", "a"]).GetHashCode(), array.GetHashCode());
    }

    [Fact]
    public void NoArray_IsTheEmptyArray()
    {
        EquatableArray<string> none = default;
        Assert.Equal(none, new EquatableArray<string>([]));
        Assert.Equal(none.GetHashCode(), new EquatableArray<string>([]).GetHashCode());
        Assert.Empty(none);
    }

    [Fact]
    public void Array_DoesNotSeeChangesOfItsSource()
    {
        var source = new List<string> { "a" };
        var array = new EquatableArray<string>(source);
        source[0] = "b";
        Assert.Equal("a", array[0]);
    }

    [Fact]
    public void ZeroOfEitherSign_GivesTheSameModel()
    {
        const string Source = "using NetGen; [Network(1)] [Dense(1, Activation.ELU, Alpha = 0f)] partial class Net { }";
        ActivationModel positive = ((DenseModel)GeneratorDriverHelper.Run(Source).Network.Layers[0]).Activation;
        ActivationModel negative = ((DenseModel)GeneratorDriverHelper.Run(Source.Replace("0f", "-0f", StringComparison.Ordinal)).Network.Layers[0]).Activation;
        Assert.Equal(BitConverter.SingleToInt32Bits(positive.Alpha), BitConverter.SingleToInt32Bits(negative.Alpha));
    }

    private static NetworkModel Network() => new(
        "App.Outer.Net.g.cs",
        "App",
        new([new("class", "Outer")]),
        "Net",
        4,
        Loss.MeanSquaredError,
        1f,
        65536,
        new([new DenseModel(1, 8, new(Activation.ELU, 1f), true, Initializer.Auto), new ActivationLayerModel(2, new(Activation.Tanh, 0f))]));
}
