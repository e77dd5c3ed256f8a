using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.SecondOrder;

/// <summary>The spectrum of compiled Hessians, whose storage has padding.</summary>
[Trait("Category", "Functional")]
public sealed class CompiledCurvatureTests
{
    [Theory]
    [InlineData("so_2_4_1_bce")]
    [InlineData("so_3_5_2_mse")]
    [InlineData("so_4_6_3_ce")]
    [InlineData("so_linear")]
    public void TheEndsOfTheSpectrum_ArePyTorchs(string name)
    {
        var golden = SecondOrderCase.Load(name);
        ISecondOrderNetwork network = golden.CreateNetwork();
        float[] before = network.Parameters.ToArray();
        Curvature curvature = Curvature.Measure(network, golden.Inputs, golden.Targets);
        Assert.Equal(golden.Eigenvalues.Min(), curvature.SmallestEigenvalue, curvature.Error);
        Assert.Equal(golden.Eigenvalues.Max(), curvature.LargestEigenvalue, curvature.Error);
        Assert.InRange(curvature.Error, 0, 2e-5 * golden.Eigenvalues.Max());
        Assert.Equal(network.ParameterCount, curvature.Products);
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void LabelsGiveWhatOneHotTargetsGive()
    {
        var golden = SecondOrderCase.Load("so_4_6_3_ce");
        var network = (So463Net)golden.CreateNetwork();
        int[] labels = [.. Enumerable.Range(0, golden.Targets.Length / 3).Select(row => Array.IndexOf(golden.Targets[(3 * row)..((3 * row) + 3)], 1f))];
        Curvature byTargets = Curvature.Measure(network, golden.Inputs, golden.Targets);
        Curvature byLabels = Curvature.Measure(network, golden.Inputs, labels);
        Assert.Equal(byTargets.SmallestEigenvalue, byLabels.SmallestEigenvalue);
        Assert.Equal(byTargets.LargestEigenvalue, byLabels.LargestEigenvalue);

        labels[1] = 3;
        Assert.Throws<ArgumentOutOfRangeException>(() => Curvature.Measure(network, golden.Inputs, labels));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NewtonMethod().Minimize(network, golden.Inputs, labels));
    }

    /// <summary>Newton's method needs the labels as targets too.</summary>
    [Fact]
    public void NewtonsMethod_TakesLabels()
    {
        var golden = SecondOrderCase.Load("so_4_6_3_ce");
        int[] labels = [.. Enumerable.Range(0, golden.Targets.Length / 3).Select(row => Array.IndexOf(golden.Targets[(3 * row)..((3 * row) + 3)], 1f))];
        INetwork byTargets = golden.CreateNetwork();
        var byLabels = (So463Net)golden.CreateNetwork();
        MinimizerResult first = new NewtonMethod { MaxIterations = 5 }.Minimize(byTargets, golden.Inputs, golden.Targets);
        MinimizerResult second = new NewtonMethod { MaxIterations = 5 }.Minimize(byLabels, golden.Inputs, labels);
        Assert.Equal(first.Losses, second.Losses);
        Assert.Equal(byTargets.Parameters.ToArray(), byLabels.Parameters.ToArray());

        // What is equal are five steps, and each of them is lower than the one before: Armijo's condition.
        Assert.Equal(5, first.Iterations);
        Assert.All(first.Losses.Skip(1).Zip(first.Losses), pair => Assert.True(pair.First < pair.Second, first.ToString()));
    }
}
