using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.SecondOrder;

/// <summary>A curve from one number to one.</summary>
[Network(1, SecondOrder = true)]
[Dense(8, Activation.Tanh)]
[Dense(1)]
public sealed partial class CurveNet;

/// <summary>The minimizers on the products that the compiler derives.</summary>
[Trait("Category", "Functional")]
public sealed class CompiledMinimizerTests
{
    /// <summary>Dense, or by conjugate gradients.</summary>
    public static TheoryData<int> DenseLimits => [128, 0];

    [Theory]
    [MemberData(nameof(DenseLimits))]
    public void NewtonsMethod_ReachesTheMinimumOfALinearNetworkInOneStep(int denseLimit)
    {
        var golden = SecondOrderCase.Load("so_linear");
        ISecondOrderNetwork network = golden.CreateNetwork();
        MinimizerResult result = new NewtonMethod { DenseLimit = denseLimit, ForcingLimit = 1e-6 }.Minimize(network, golden.Inputs, golden.Targets);
        Assert.InRange(result.GradientNorms[1], 0, 1e-6);
        Assert.Equal(PointKind.StrictMinimum, result.Point);
    }

    [Fact]
    public void EveryMinimizer_TellsTheStrictMinimumOfALinearNetwork()
    {
        var golden = SecondOrderCase.Load("so_linear");
        foreach (Minimizer minimizer in (Minimizer[])
        [
            new SteepestDescent { GradientTolerance = 1e-5 },
            new SteepestDescent { GradientTolerance = 1e-5, StepRule = StepRule.QuadraticModel },
            new ConjugateGradient(),
            new LBFGS(),
            new NewtonMethod(),
            new LevenbergMarquardt(),
        ])
        {
            ISecondOrderNetwork network = golden.CreateNetwork();
            MinimizerResult result = minimizer.Minimize(network, golden.Inputs, golden.Targets);
            Assert.True(result.Stop == MinimizerStop.GradientTolerance, $"{minimizer.GetType().Name}: {result}");
            Assert.Equal(PointKind.StrictMinimum, result.Point);
            Assert.Equal(golden.Eigenvalues.Min(), result.Curvature!.SmallestEigenvalue, result.Curvature.Error);
            Assert.Equal(golden.Eigenvalues.Max(), result.Curvature.LargestEigenvalue, result.Curvature.Error);
        }
    }

    [Theory]
    [MemberData(nameof(DenseLimits))]
    public void NewtonsMethod_FindsAStrictMinimumOfAPenalizedNetwork(int denseLimit)
    {
        var golden = SecondOrderCase.Load("so_4_6_3_ce");
        var network = new PenalizedClassifierNet(2);
        MinimizerResult result = new NewtonMethod { DenseLimit = denseLimit }.Minimize(network, golden.Inputs, golden.Targets);
        Assert.True(result.GradientNorm < 1e-5, result.ToString());
        Assert.Equal(PointKind.StrictMinimum, result.Point);
        Assert.All(result.Losses.Skip(1).Zip(result.Losses), pair => Assert.True(pair.First <= pair.Second + 1e-6));
    }

    [Theory]
    [MemberData(nameof(DenseLimits))]
    public void LevenbergMarquardt_FitsACurve(int denseLimit)
    {
        var network = new CurveNet(3);
        float[] inputs = [.. Enumerable.Range(0, 60).Select(i => (i / 10f) - 3)];
        float[] targets = Array.ConvertAll(inputs, MathF.Sin);
        MinimizerResult result = new LevenbergMarquardt { DenseLimit = denseLimit, MaxIterations = 200 }.Minimize(network, inputs, targets);
        Assert.True(result.Loss < 1e-5, result.ToString());
    }
}

[Network(4, Loss = Loss.CrossEntropy, SecondOrder = true)]
[Dense(6, Activation.Tanh, L2 = 0.02f)]
[Dense(3, Activation.Softmax, UseBias = false, L2 = 0.02f)]
public sealed partial class PenalizedClassifierNet;
