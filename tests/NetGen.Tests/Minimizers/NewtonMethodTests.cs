using System;
using System.Threading;
using NetGen.Tests.Training;
using Xunit;

namespace NetGen.Tests.Minimizers;

[Trait("Category", "Functional")]
public sealed class NewtonMethodTests
{
    private static readonly float[] None = FunctionNetwork.NoInputs;
    private readonly LinearCase _case = new();

    /// <summary>How many parameters are solved for densely: all, or none.</summary>
    public static TheoryData<int> DenseLimits => [128, 0];

    [Fact]
    public void OneStep_ReachesTheMinimumOfAQuadraticLoss()
    {
        LeastSquaresLinearNetwork network = CreateLinear();
        MinimizerResult result = new NewtonMethod().Minimize(network, _case.Inputs, _case.Targets);
        Assert.Equal((MinimizerStop.GradientTolerance, 1), (result.Stop, result.Iterations));
        Assert.InRange(result.GradientNorm, 0, 1e-6);
        Assert.Equal(network.ParameterCount, result.Products);
    }

    /// <summary>The Hessian has four different eigenvalues, so conjugate gradients need four products.</summary>
    [Fact]
    public void OneStepOfNewtonCG_LeavesTheResidualAskedFor()
    {
        LeastSquaresLinearNetwork network = CreateLinear();
        var newton = new NewtonMethod { DenseLimit = 0, ForcingLimit = 1e-6, MaxIterations = 1 };
        MinimizerResult result = newton.Minimize(network, _case.Inputs, _case.Targets);
        Assert.InRange(result.GradientNorm, 0, 1.5e-6 * result.GradientNorms[0]);
        Assert.Equal(4, result.Products);
    }

    [Theory]
    [MemberData(nameof(DenseLimits))]
    public void LogisticRegression_ConvergesInAFewIterations_ToTheGradientOfZero(int denseLimit)
    {
        var network = new SecondOrderLinearNetwork(2, 1, Loss.BinaryCrossEntropy);
        float[] inputs = new float[80];
        float[] targets = new float[40];
        Xoshiro256 random = new(3);
        for (int i = 0; i < targets.Length; i++)
        {
            inputs[2 * i] = (float)random.NextNormal();
            inputs[(2 * i) + 1] = (float)random.NextNormal();
            targets[i] = inputs[2 * i] - inputs[(2 * i) + 1] + (float)random.NextNormal() > 0.3f ? 1f : 0f;
        }

        MinimizerResult result = new NewtonMethod { DenseLimit = denseLimit }.Minimize(network, inputs, targets);
        Assert.Equal(MinimizerStop.GradientTolerance, result.Stop);
        Assert.InRange(result.Iterations, 3, 12);
    }

    /// <summary>Near a minimum the error squares: from a gradient below 1e-1 it takes two steps to 1e-6.</summary>
    [Fact]
    public void NearTheMinimum_TheGradientNormSquares()
    {
        var network = new TwoWells(0.02, 1.05);
        MinimizerResult result = new NewtonMethod { GradientTolerance = 0 }.Minimize(network, None, None);
        Assert.InRange(result.GradientNorms[0], 0.05, 0.2);
        Assert.InRange(result.GradientNorms[1], 0, 4 * Math.Pow(result.GradientNorms[0], 2));
        Assert.InRange(result.GradientNorms[2], 0, 4 * Math.Pow(result.GradientNorms[1], 2));
        Assert.InRange(result.GradientNorms[3], 0, 2e-7);
        Assert.Equal(-0.25, result.Loss, 1e-7);
    }

    [Theory]
    [InlineData(128, NewtonGlobalization.LineSearch)]
    [InlineData(0, NewtonGlobalization.LineSearch)]
    [InlineData(128, NewtonGlobalization.Regularization)]
    [InlineData(0, NewtonGlobalization.Regularization)]
    public void RosenbrocksValley_IsFollowedToItsEnd(int denseLimit, NewtonGlobalization globalization)
    {
        var network = new Rosenbrock(-1.2, 1);
        var newton = new NewtonMethod { DenseLimit = denseLimit, Globalization = globalization, ForcingLimit = 1e-3, GradientTolerance = 1e-4 };
        MinimizerResult result = newton.Minimize(network, None, new float[2]);
        Assert.Equal(MinimizerStop.GradientTolerance, result.Stop);
        Assert.InRange(result.Iterations, 5, 40);
        Assert.Equal(1, network[0], 1e-4);
        Assert.Equal(1, network[1], 1e-4);
    }

    [Theory]
    [InlineData(128, NewtonGlobalization.LineSearch, 1e-3)]
    [InlineData(128, NewtonGlobalization.LineSearch, -1e-3)]
    [InlineData(0, NewtonGlobalization.LineSearch, 1e-3)]
    [InlineData(0, NewtonGlobalization.LineSearch, -1e-3)]
    [InlineData(0, NewtonGlobalization.LineSearch, 0.5)]
    [InlineData(128, NewtonGlobalization.Regularization, 1e-3)]
    [InlineData(0, NewtonGlobalization.Regularization, -1e-3)]
    public void ASaddle_IsLeftAlongItsNegativeCurvature(int denseLimit, NewtonGlobalization globalization, double y)
    {
        var network = new TwoWells(1, y);
        MinimizerResult result = new NewtonMethod { DenseLimit = denseLimit, Globalization = globalization }.Minimize(network, None, None);
        Assert.Equal(MinimizerStop.GradientTolerance, result.Stop);
        Assert.Equal(-0.25, result.Loss, 1e-6);
        Assert.Equal(Math.Sign(y), network[1], 1e-4);
        Assert.InRange(result.Iterations, 1, 20);
    }

    [Theory]
    [MemberData(nameof(DenseLimits))]
    public void ALossWithoutAMinimum_IsLoweredUntilItOverflows(int denseLimit)
    {
        var network = new Parabola(1, -1);
        MinimizerResult result = new NewtonMethod { DenseLimit = denseLimit, MaxIterations = 20 }.Minimize(network, None, None);
        Assert.NotEqual(MinimizerStop.GradientTolerance, result.Stop);
        Assert.True(result.Loss < -1e6, result.ToString());
        Assert.True(double.IsFinite(result.Loss));
        Assert.True(double.IsFinite(network[0]) && double.IsFinite(network[1]));
    }

    [Theory]
    [MemberData(nameof(DenseLimits))]
    public void FlatDirections_DoNotCarryTheParametersAway(int denseLimit)
    {
        var network = new Parabola(4, 1, 0);
        MinimizerResult result = new NewtonMethod { DenseLimit = denseLimit }.Minimize(network, None, None);
        Assert.Equal(MinimizerStop.GradientTolerance, result.Stop);
        Assert.InRange(result.Iterations, 1, 5);
        Assert.Equal(1, network[2]);
    }

    [Theory]
    [MemberData(nameof(DenseLimits))]
    public void TheScaleOfTheLoss_DoesNotMatter(int denseLimit)
    {
        foreach (double scale in (double[])[1e-20, 1e20])
        {
            var network = new Parabola(scale, 3 * scale, 7 * scale);
            var newton = new NewtonMethod { DenseLimit = denseLimit, ForcingLimit = 1e-6, GradientTolerance = 1e-6 * scale };
            MinimizerResult result = newton.Minimize(network, None, None);
            Assert.Equal(MinimizerStop.GradientTolerance, result.Stop);
            Assert.InRange(result.Iterations, 1, 2);
        }
    }

    [Theory]
    [MemberData(nameof(DenseLimits))]
    public void Padding_StaysZero_AndTheLastAcceptedParametersStay(int denseLimit)
    {
        using CancellationTokenSource source = new();
        var network = new Rosenbrock(-1.2, 1);
        var newton = new NewtonMethod { DenseLimit = denseLimit, MaxIterations = 3 };
        MinimizerResult result = newton.Minimize(network, None, new float[2]);
        Assert.Equal((MinimizerStop.MaxIterations, 3), (result.Stop, result.Iterations));
        Assert.Equal((0f, 0f), (network.Parameters[1], network.Parameters[3]));
        Assert.Equal(result.Loss, network.ComputeLoss(None, new float[2]));

        float[] before = network.Parameters.ToArray();
        MinimizerResult cancelled = newton.Minimize(network, None, new float[2], new CancellationToken(canceled: true));
        Assert.Equal((MinimizerStop.Cancelled, 0), (cancelled.Stop, cancelled.Iterations));
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void Arguments_AreChecked()
    {
        Assert.Equal("DenseLimit", Property(() => new NewtonMethod { DenseLimit = -1 }));
        Assert.Equal("ForcingLimit", Property(() => new NewtonMethod { ForcingLimit = 0 }));
        Assert.Equal("ForcingLimit", Property(() => new NewtonMethod { ForcingLimit = 1 }));
        Assert.Equal("ForcingLimit", Property(() => new NewtonMethod { ForcingLimit = double.NaN }));
        Assert.Equal("MaxInnerIterations", Property(() => new NewtonMethod { MaxInnerIterations = 0 }));
        Assert.Equal("Globalization", Property(() => new NewtonMethod { Globalization = (NewtonGlobalization)2 }));
        ArgumentException plain = Assert.Throws<ArgumentException>(() => new NewtonMethod().Minimize(new LinearNetwork(1, 1), [1f], [1f]));
        Assert.Contains("LinearNetwork has not. Declare it with SecondOrder = true.", plain.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new NewtonMethod().Minimize((INetwork)null!, [1f], new float[1]));
    }

    /// <summary>The message begins with the name of the property.</summary>
    private static string Property(Func<object> create) => Assert.Throws<ArgumentOutOfRangeException>(create).Message.Split(' ')[0];

    private LeastSquaresLinearNetwork CreateLinear()
    {
        var network = new LeastSquaresLinearNetwork(3, 2);
        _case.Parameters.CopyTo(network.Parameters);
        return network;
    }
}
