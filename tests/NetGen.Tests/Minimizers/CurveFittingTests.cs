using System;
using System.Collections.Generic;
using Xunit;

namespace NetGen.Tests.Minimizers;

/// <summary>A network with a hidden layer: curved valleys, flat directions and saddles on the way.</summary>
[Trait("Category", "Functional")]
public sealed class CurveFittingTests
{
    private const int Rows = 40;

    private static readonly Dictionary<string, Func<int, Minimizer>> Methods = new()
    {
        ["Newton"] = iterations => new NewtonMethod { MaxIterations = iterations },
        ["Newton-CG"] = iterations => new NewtonMethod { MaxIterations = iterations, DenseLimit = 0 },
        ["Newton, regularized"] = iterations => new NewtonMethod { MaxIterations = iterations, Globalization = NewtonGlobalization.Regularization },
        ["Newton-CG, regularized"] = iterations =>
            new NewtonMethod { MaxIterations = iterations, DenseLimit = 0, Globalization = NewtonGlobalization.Regularization },
        ["Levenberg-Marquardt"] = iterations => new LevenbergMarquardt { MaxIterations = iterations },
        ["Levenberg-Marquardt, diagonal"] = iterations => new LevenbergMarquardt { MaxIterations = iterations, Scale = DampingScale.Diagonal },
        ["Levenberg-Marquardt, CG"] = iterations => new LevenbergMarquardt { MaxIterations = iterations, DenseLimit = 0 },
        ["Levenberg-Marquardt, CG, diagonal"] = iterations =>
            new LevenbergMarquardt { MaxIterations = iterations, DenseLimit = 0, Scale = DampingScale.Diagonal },
    };

    public static TheoryData<string> Names => [.. Methods.Keys];

    [Fact]
    public void TheNetworkByHand_HasTheGradientAndTheProductsOfItsLoss()
    {
        (float[] inputs, float[] targets) = Data();
        var network = new TanhNetwork(5, seed: 1);
        GradientCheck.Run(network, inputs, targets).ThrowIfFailed();
        float[] product = new float[network.ParameterCount];
        float[] low = new float[network.ParameterCount];
        float[] high = new float[network.ParameterCount];
        float[] vector = new float[network.ParameterCount];
        for (int i = 0; i < network.ParameterCount; i++)
        {
            vector[i] = 1f;
            network.HessianVector(inputs, targets, vector, product);
            vector[i] = 0f;
            float middle = network.Parameters[i];
            network.Parameters[i] = middle - 0.0078125f;
            network.Backward(inputs, targets, low);
            network.Parameters[i] = middle + 0.0078125f;
            network.Backward(inputs, targets, high);
            network.Parameters[i] = middle;
            for (int j = 0; j < product.Length; j++)
            {
                Assert.Equal((high[j] - low[j]) / 0.015625, product[j], 5e-3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryStep_LowersTheLoss_UpToItsRounding(string name)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            (float[] inputs, float[] targets) = Data();
            var network = new TanhNetwork(6, seed);
            MinimizerResult result = Methods[name](50).Minimize(network, inputs, targets);
            Assert.True(result.Loss < 0.02 * result.Losses[0], $"{seed}: {result}");
            Assert.Equal(result.Loss, network.ComputeLoss(inputs, targets));
            for (int i = 1; i < result.Losses.Count; i++)
            {
                Assert.True(result.Losses[i] <= result.Losses[i - 1] * (1 + 5e-7), $"{seed}, step {i}: {result.Losses[i]:R} after {result.Losses[i - 1]:R}");
            }
        }
    }

    [Theory]
    [InlineData("Levenberg-Marquardt", 60)]
    [InlineData("Newton, regularized", 120)]
    public void ALossThatLBFGSNeedsHundredsOfIterationsFor_IsReachedInAFraction(string name, int most)
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            (float[] inputs, float[] targets) = Data();
            MinimizerResult memory = new LBFGS { MaxIterations = 2 * most }.Minimize(new TanhNetwork(7, seed), inputs, targets);
            MinimizerResult result = Methods[name](most).Minimize(new TanhNetwork(7, seed), inputs, targets);
            Assert.InRange(result.Loss, 0, 1e-5);
            Assert.True(result.Loss < memory.Loss, $"{seed}: {result} and {memory}");
        }
    }

    /// <summary>The rounding of a float32 forward pass is noise of the loss, far above the rounding of the loss itself: then the slopes lead on.</summary>
    [Fact]
    public void ANoisyLoss_DoesNotEndARun_WhoseGradientIsTrue()
    {
        LinearCase linear = new();
        foreach (Minimizer minimizer in (Minimizer[])
        [
            new LBFGS { GradientTolerance = 1e-5 },
            new ConjugateGradient { GradientTolerance = 1e-5 },
            new SteepestDescent { GradientTolerance = 1e-5 },
            new NewtonMethod { GradientTolerance = 1e-5, DenseLimit = 0 },
            new LevenbergMarquardt { GradientTolerance = 1e-5 },
        ])
        {
            var network = new LeastSquaresLinearNetwork(3, 2) { LossHook = (call, loss) => loss * (1f + (1e-4f * MathF.Sin(call * call))) };
            linear.Parameters.CopyTo(network.Parameters);
            MinimizerResult result = minimizer.Minimize(network, linear.Inputs, linear.Targets);
            Assert.True(result.Stop == MinimizerStop.GradientTolerance, $"{minimizer.GetType().Name}: {result}");
        }
    }

    private static (float[] Inputs, float[] Targets) Data()
    {
        float[] inputs = new float[Rows];
        float[] targets = new float[Rows];
        for (int i = 0; i < Rows; i++)
        {
            inputs[i] = -2f + (4f * i / (Rows - 1));
            targets[i] = MathF.Sin(3 * inputs[i]) * MathF.Exp(-inputs[i] * inputs[i] / 2);
        }

        return (inputs, targets);
    }
}
