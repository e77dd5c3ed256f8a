using System;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>Dropout costs nothing outside of training, and nothing at all where its rate is 0.</summary>
public sealed class DropoutEmitTests
{
    [Fact]
    public void ARateOfZero_OnlyNamesTheLayer()
    {
        const string Layer = "            new(\"layer2\", \"Dropout 0\", 9, 9),\n";
        string text = Network(5, Loss.Huber, Dense(9, Activation.ReLU), Drop(0f), Dense(3)).Emit();
        Assert.Contains(Layer, text, StringComparison.Ordinal);
        Assert.Equal(
            Network(5, Loss.Huber, Dense(9, Activation.ReLU), Dense(3)).Emit(), RenameLayer(text.Replace(Layer, "", StringComparison.Ordinal), 3, 2));
    }

    [Theory]
    [InlineData(4, 8, Unroll.Auto)]
    [InlineData(4, 8, Unroll.None)]
    [InlineData(30, 40, Unroll.Auto)]
    [InlineData(16, 64, Unroll.Auto)]
    [InlineData(200, 100, Unroll.Auto)]
    public void Forward_HasTheCodeOfTheNetworkWithoutDropout(int inputs, int units, Unroll unroll)
    {
        Architecture plain = Classifier(inputs, Dense(units, Activation.GELU), Dense(units, Activation.ReLU), Dense(3, Activation.Softmax)) with { Unroll = unroll };
        Architecture dropped = Classifier(
            inputs, Dense(units), Drop(0.5f), Map(Activation.GELU), Dense(units, Activation.ReLU), Drop(0.5f), Dense(3, Activation.Softmax)) with
        { Unroll = unroll };
        NetworkPlan expected = plain.Plan();
        NetworkPlan actual = dropped.Plan();
        Assert.Equal(expected.Row.Kernels.Select(Describe), actual.Row.Kernels.Select(Describe));
        Assert.Equal(expected.Forward.Kernels.Select(Describe), actual.Forward.Kernels.Select(Describe));
        Assert.Equal(expected.Row.Scratch, actual.Row.Scratch);
        Assert.Contains("DropoutMask.Fill", dropped.Emit(), StringComparison.Ordinal);

        static string Describe(Kernel kernel) => $"{kernel.GetType().Name} {kernel.Summary} {(kernel as DenseKernel)?.Row}";
    }

    [Fact]
    public void SmallNetworks_StayInRegisters() =>
        Assert.Contains(Network(4, Loss.MeanSquaredError, Dense(4, Activation.ReLU), Drop(0.5f), Dense(1)).Plan().Training.Kernels, kernel => kernel is SampleKernel);

    [Fact]
    public void OnlyNetworksWithDropout_HaveItsMembers()
    {
        Assert.Contains("IDropoutNetwork", Network(4, Loss.MeanSquaredError, Drop(0.5f), Dense(1)).Emit(), StringComparison.Ordinal);
        string text = Network(4, Loss.MeanSquaredError, Drop(0f), Dense(1)).Emit();
        Assert.DoesNotContain(EmittedText.Parse(text).DescendantNodes().OfType<PropertyDeclarationSyntax>(), property => property.Identifier.Text.StartsWith("Dropout", StringComparison.Ordinal));
        Assert.DoesNotContain("Context", text, StringComparison.Ordinal);
    }

    private static string RenameLayer(string text, int from, int to) => text
        .Replace($"layer{from}", $"layer{to}", StringComparison.Ordinal)
        .Replace($"Layer{from}", $"Layer{to}", StringComparison.Ordinal);
}
