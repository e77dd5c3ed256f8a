using System;
using System.Threading;
using NetGen.Tests.Training;
using Xunit;

namespace NetGen.Tests.Minimizers;

[Trait("Category", "Functional")]
public sealed class LevenbergMarquardtTests
{
    private readonly LinearCase _case = new();

    /// <summary>Dense or by conjugate gradients, with either matrix D.</summary>
    public static TheoryData<int, DampingScale> Kinds => new()
    {
        { 128, DampingScale.Identity },
        { 128, DampingScale.Diagonal },
        { 0, DampingScale.Identity },
        { 0, DampingScale.Diagonal },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void LinearLeastSquares_IsSolvedInAFewSteps(int denseLimit, DampingScale scale)
    {
        var network = new LeastSquaresLinearNetwork(3, 2);
        _case.Parameters.CopyTo(network.Parameters);
        var method = new LevenbergMarquardt { DenseLimit = denseLimit, Scale = scale, InitialDamping = 1e-6, ForcingLimit = 1e-6 };
        MinimizerResult result = method.Minimize(network, _case.Inputs, _case.Targets);
        Assert.True(result.Stop == MinimizerStop.GradientTolerance, result.ToString());
        Assert.InRange(result.Iterations, 1, 2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RosenbrocksValley_IsFollowedToItsEnd(int denseLimit, DampingScale scale)
    {
        var network = new Rosenbrock(-1.2, 1);
        var method = new LevenbergMarquardt { DenseLimit = denseLimit, Scale = scale, ForcingLimit = 1e-3, GradientTolerance = 1e-4 };
        MinimizerResult result = method.Minimize(network, FunctionNetwork.NoInputs, new float[2]);
        Assert.True(result.Stop == MinimizerStop.GradientTolerance, result.ToString());
        Assert.InRange(result.Iterations, 5, 40);
        Assert.Equal(1, network[0], 1e-4);
        Assert.Equal(1, network[1], 1e-4);
        for (int i = 1; i < result.Losses.Count; i++)
        {
            Assert.True(result.Losses[i] < result.Losses[i - 1], $"step {i}: {result.Losses[i]:R} after {result.Losses[i - 1]:R}");
        }
    }

    /// <summary>The matrix leaves the penalty out, the loss and the gradient do not.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void WithAPenalty_TheMinimumIsThatOfTheWholeLoss(int denseLimit, DampingScale scale)
    {
        var newton = new Rosenbrock(-1.2, 1, penalty: 0.5);
        new NewtonMethod { GradientTolerance = 1e-5 }.Minimize(newton, FunctionNetwork.NoInputs, new float[2]);
        var network = new Rosenbrock(-1.2, 1, penalty: 0.5);
        var method = new LevenbergMarquardt { DenseLimit = denseLimit, Scale = scale, GradientTolerance = 1e-4 };
        MinimizerResult result = method.Minimize(network, FunctionNetwork.NoInputs, new float[2]);
        Assert.True(result.Stop == MinimizerStop.GradientTolerance, result.ToString());
        Assert.InRange(network[0], 0.5, 0.9);
        Assert.Equal(newton[0], network[0], 1e-4);
        Assert.Equal(newton[1], network[1], 1e-4);
    }

    /// <summary>More parameters than residuals: J'J is singular, the damping is not.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void FewerResidualsThanParameters_AreFitted(int denseLimit, DampingScale scale)
    {
        var network = new LeastSquaresLinearNetwork(3, 1);
        MinimizerResult result = new LevenbergMarquardt { DenseLimit = denseLimit, Scale = scale }
            .Minimize(network, [1f, 2f, 3f, -1f, 0.5f, 2f], [1f, -2f]);
        Assert.True(result.Stop == MinimizerStop.GradientTolerance, result.ToString());
        Assert.InRange(result.Loss, 0, 1e-9);
        Assert.All(network.Parameters.ToArray(), value => Assert.InRange(value, -3f, 3f));
    }

    /// <summary>With D = diag(B), inputs in other units take the same steps; a power of two keeps the rounding.</summary>
    [Fact]
    public void WithTheDiagonal_TheUnitsOfTheInputs_DoNotMatter()
    {
        float[] scaled = _case.Inputs.AsSpan().ToArray();
        for (int i = 0; i < scaled.Length; i += 3)
        {
            scaled[i] *= 256f;
        }

        var method = new LevenbergMarquardt { Scale = DampingScale.Diagonal, GradientTolerance = 0, MaxIterations = 3, InitialDamping = 0.1 };
        MinimizerResult plain = method.Minimize(new LeastSquaresLinearNetwork(3, 2), _case.Inputs, _case.Targets);
        MinimizerResult other = method.Minimize(new LeastSquaresLinearNetwork(3, 2), scaled, _case.Targets);
        Assert.Equal(3, plain.Iterations);
        for (int i = 0; i <= 3; i++)
        {
            Assert.Equal(plain.Losses[i], other.Losses[i], 1e-6);
        }
    }

    /// <summary>The damping grows within the iteration until a step lowers the loss.</summary>
    [Fact]
    public void AStepThatDoesNotLowerTheLoss_IsNotTaken()
    {
        var network = new LeastSquaresLinearNetwork(1, 1) { LossHook = (call, loss) => call is 2 or 3 ? float.NaN : loss };
        MinimizerResult result = new LevenbergMarquardt { MaxIterations = 1 }.Minimize(network, [1f, 2f], [2f, 4f]);
        Assert.Equal((1, 4), (result.Iterations, result.Evaluations));
        Assert.InRange(result.Loss, 0, result.Losses[0] * 0.9);
    }

    [Fact]
    public void AWrongGradient_EndsTheRun_WithTheParametersOfTheLastGoodStep()
    {
        var network = new LeastSquaresLinearNetwork(1, 1) { GradientHook = (_, gradient) => -gradient };
        network.Parameters[0] = 1f;
        MinimizerResult result = new LevenbergMarquardt().Minimize(network, [1f, -1f], [3f, -3f]);
        Assert.Equal((MinimizerStop.StepTooSmall, 0), (result.Stop, result.Iterations));
        Assert.Equal(1f, network.Parameters[0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ACancellation_WithinAnIteration_KeepsTheLastAcceptedParameters(int denseLimit, DampingScale scale)
    {
        using CancellationTokenSource source = new();
        var network = new LeastSquaresLinearNetwork(3, 2)
        {
            LossHook = (call, loss) =>
            {
                if (call == 2)
                {
                    source.Cancel();
                }

                return call == 2 ? float.NaN : loss;
            },
        };
        _case.Parameters.CopyTo(network.Parameters);
        float[] before = network.Parameters.ToArray();
        MinimizerResult result = new LevenbergMarquardt { DenseLimit = denseLimit, Scale = scale }
            .Minimize(network, _case.Inputs, _case.Targets, source.Token);
        Assert.Equal((MinimizerStop.Cancelled, 0, 2), (result.Stop, result.Iterations, result.Evaluations));
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheRun_GoesOnToTheRoundingOfTheLoss(int denseLimit, DampingScale scale)
    {
        var network = new Rosenbrock(-1.2, 1);
        var method = new LevenbergMarquardt { DenseLimit = denseLimit, Scale = scale, GradientTolerance = 0, MaxIterations = 10000 };
        MinimizerResult result = method.Minimize(network, FunctionNetwork.NoInputs, new float[2]);
        Assert.Contains(result.Stop, (MinimizerStop[])[MinimizerStop.StepTooSmall, MinimizerStop.GradientTolerance]);
        Assert.InRange(result.Loss, 0, 1e-10);
        Assert.Equal((0f, 0f), (network.Parameters[1], network.Parameters[3]));
    }

    [Fact]
    public void Arguments_AreChecked()
    {
        Assert.Equal("InitialDamping", Property(() => new LevenbergMarquardt { InitialDamping = 0 }));
        Assert.Equal("InitialDamping", Property(() => new LevenbergMarquardt { InitialDamping = double.PositiveInfinity }));
        Assert.Equal("Scale", Property(() => new LevenbergMarquardt { Scale = (DampingScale)5 }));
        Assert.Equal("DenseLimit", Property(() => new LevenbergMarquardt { DenseLimit = -1 }));
        var logistic = new SecondOrderLinearNetwork(1, 1, Loss.BinaryCrossEntropy);
        ArgumentException plain = Assert.Throws<ArgumentException>(() => new LevenbergMarquardt().Minimize(logistic, [1f], [1f]));
        Assert.Contains("needs a network with ILeastSquaresNetwork", plain.Message, StringComparison.Ordinal);
        Assert.Contains("Declare it with SecondOrder = true and Loss.MeanSquaredError.", plain.Message, StringComparison.Ordinal);
    }

    /// <summary>The message begins with the name of the property.</summary>
    private static string Property(Func<object> create) => Assert.Throws<ArgumentOutOfRangeException>(create).Message.Split(' ')[0];
}
