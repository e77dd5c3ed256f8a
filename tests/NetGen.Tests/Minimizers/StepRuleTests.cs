using System;
using NetGen.Tests.Training;
using Xunit;

namespace NetGen.Tests.Minimizers;

/// <summary>Steepest descent by each rule, on a quadratic loss with known eigenvalues and on curved ones.</summary>
[Trait("Category", "Functional")]
public sealed class StepRuleTests
{
    private readonly LinearCase _case = new();

    public static TheoryData<StepRule> Rules => [.. Enum.GetValues<StepRule>()];

    [Fact]
    public void TheQuadraticModel_TurnsByARightAngleAtEachStep()
    {
        LeastSquaresLinearNetwork network = CreateLinear();
        float[] before = new float[network.ParameterStorage];
        float[] after = new float[network.ParameterStorage];
        network.Backward(_case.Inputs, _case.Targets, before);
        for (int step = 0; step < 10; step++)
        {
            new SteepestDescent { StepRule = StepRule.QuadraticModel, MaxIterations = 1 }.Minimize(network, _case.Inputs, _case.Targets);
            network.Backward(_case.Inputs, _case.Targets, after);
            Assert.InRange(Math.Abs(Dot(before, after)), 0, 2e-5 * Math.Sqrt(Dot(before, before) * Dot(after, after)));
            after.CopyTo(before, 0);
        }
    }

    /// <summary>Every other gradient points nearly the same way: the path is a zig-zag in the plane of the outer eigenvectors.</summary>
    [Fact]
    public void TheQuadraticModel_ZigZags()
    {
        LeastSquaresLinearNetwork network = CreateLinear();
        var descent = new SteepestDescent { StepRule = StepRule.QuadraticModel, MaxIterations = 1 };
        new SteepestDescent { StepRule = StepRule.QuadraticModel, MaxIterations = 8 }.Minimize(network, _case.Inputs, _case.Targets);
        float[] first = new float[network.ParameterStorage];
        float[] third = new float[network.ParameterStorage];
        network.Backward(_case.Inputs, _case.Targets, first);
        descent.Minimize(network, _case.Inputs, _case.Targets);
        descent.Minimize(network, _case.Inputs, _case.Targets);
        network.Backward(_case.Inputs, _case.Targets, third);
        Assert.InRange(Dot(first, third) / Math.Sqrt(Dot(first, first) * Dot(third, third)), 0.99, 1);
    }

    [Fact]
    public void TheQuadraticModel_ContractsByTheKnownRate_WithOneEvaluationAndOneProductAStep()
    {
        double rate = Math.Pow((_case.Condition - 1) / (_case.Condition + 1), 2);
        LeastSquaresLinearNetwork solved = CreateLinear();
        double minimum = new NewtonMethod().Minimize(solved, _case.Inputs, _case.Targets).Loss;
        MinimizerResult result = new SteepestDescent { StepRule = StepRule.QuadraticModel, MaxIterations = 30 }
            .Minimize(CreateLinear(), _case.Inputs, _case.Targets);
        Assert.Equal((30, 31, 30), (result.Iterations, result.Evaluations, result.Products));
        int steps = 0;
        double last = 0;
        for (; steps < 30 && result.Losses[steps] - minimum > 1e-3; steps++)
        {
            last = (result.Losses[steps + 1] - minimum) / (result.Losses[steps] - minimum);
            Assert.InRange(last, 0, rate * 1.001);
        }

        Assert.True(steps >= 10, $"{steps} steps were checked");
        Assert.InRange(last, rate / 2, rate * 1.001);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void EveryRule_ReachesTheMinimumOfAQuadraticLoss(StepRule rule)
    {
        double minimum = new NewtonMethod().Minimize(CreateLinear(), _case.Inputs, _case.Targets).Loss;
        MinimizerResult result = new SteepestDescent { StepRule = rule, GradientTolerance = 1e-5 }.Minimize(CreateLinear(), _case.Inputs, _case.Targets);
        Assert.True(result.Stop == MinimizerStop.GradientTolerance, result.ToString());
        Assert.Equal(minimum, result.Loss, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void EveryRule_LowersTheLossAtEachStep_AcrossNegativeCurvature(StepRule rule)
    {
        var network = new TwoWells(1, 0.01);
        MinimizerResult result = new SteepestDescent { StepRule = rule, GradientTolerance = 1e-4 }.Minimize(network, FunctionNetwork.NoInputs, FunctionNetwork.NoInputs);
        Assert.True(result.Stop == MinimizerStop.GradientTolerance, result.ToString());
        Assert.Equal(-0.25, result.Loss, 1e-6);
        for (int i = 1; i < result.Losses.Count; i++)
        {
            Assert.True(result.Losses[i] <= result.Losses[i - 1] + 5e-7, $"step {i}: {result.Losses[i]:R} after {result.Losses[i - 1]:R}");
        }
    }

    [Theory]
    [InlineData(StepRule.QuadraticModel)]
    [InlineData(StepRule.Backtracking)]
    public void AStepThatIsTooLong_IsShortened_UntilArmijosConditionHolds(StepRule rule)
    {
        var network = new Rosenbrock(-1.2, 1);
        MinimizerResult result = new SteepestDescent { StepRule = rule, MaxIterations = 200 }.Minimize(network, FunctionNetwork.NoInputs, new float[2]);
        Assert.Equal((MinimizerStop.MaxIterations, 200), (result.Stop, result.Iterations));
        Assert.True(result.Evaluations > 201, result.ToString());
        for (int i = 1; i < result.Losses.Count; i++)
        {
            Assert.True(result.Losses[i] < result.Losses[i - 1], $"step {i}: {result.Losses[i]:R} after {result.Losses[i - 1]:R}");
        }
    }

    /// <summary>Armijo's condition with 1e-4, and at the end of a step at most so much of the slope at its start. The first trial of the shallow parabola is far too short.</summary>
    [Theory]
    [InlineData(StepRule.Wolfe, 0.9)]
    [InlineData(StepRule.ExactLineSearch, 1e-3)]
    public void StepsOfASearch_FulfilTheStrongWolfeConditions(StepRule rule, double slopeRatio)
    {
        Func<FunctionNetwork>[] functions = [() => new Parabola(1e-3, 3e-3), () => new Rosenbrock(-1.2, 1), () => new TwoWells(1, 0.3)];
        foreach (Func<FunctionNetwork> function in functions)
        {
            for (int step = 0; step < 4; step++)
            {
                // Runs are deterministic: one step more goes on where one step less ended.
                (double loss, float[] gradient) = After(function(), step);
                (double nextLoss, float[] nextGradient) = After(function(), step + 1);
                double slope = -Dot(gradient, gradient);
                double length = Distance(function, step) / Math.Sqrt(-slope);
                Assert.True(nextLoss <= loss + (1e-4 * length * slope) + (5e-7 * Math.Abs(loss)), $"{function().Description.Name}, step {step}: {nextLoss:R} after {loss:R}");
                Assert.InRange(Math.Abs(Dot(gradient, nextGradient)), 0, 1.001 * slopeRatio * -slope);
            }
        }

        (double Loss, float[] Gradient) After(FunctionNetwork network, int steps)
        {
            Run(network, steps);
            float[] gradient = new float[network.ParameterStorage];
            return (network.Backward(FunctionNetwork.NoInputs, new float[network.OutputSize], gradient), gradient);
        }

        double Distance(Func<FunctionNetwork> function, int step)
        {
            FunctionNetwork before = function(), after = function();
            Run(before, step);
            Run(after, step + 1);
            return Math.Sqrt(Math.Pow(after[0] - before[0], 2) + Math.Pow(after[1] - before[1], 2));
        }

        void Run(FunctionNetwork network, int steps)
        {
            if (steps > 0)
            {
                new SteepestDescent { StepRule = rule, MaxIterations = steps, GradientTolerance = 0 }.Minimize(network, FunctionNetwork.NoInputs, new float[network.OutputSize]);
            }
        }
    }

    [Fact]
    public void Arguments_AreChecked()
    {
        ArgumentOutOfRangeException unknown = Assert.Throws<ArgumentOutOfRangeException>(() => new SteepestDescent { StepRule = (StepRule)9 });
        Assert.StartsWith("StepRule is 9", unknown.Message, StringComparison.Ordinal);
        var descent = new SteepestDescent { StepRule = StepRule.QuadraticModel };
        ArgumentException plain = Assert.Throws<ArgumentException>(() => descent.Minimize(new LinearNetwork(1, 1), [1f], [1f]));
        Assert.Contains("SteepestDescent with StepRule.QuadraticModel needs a network with ISecondOrderNetwork", plain.Message, StringComparison.Ordinal);
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }

    private LeastSquaresLinearNetwork CreateLinear()
    {
        var network = new LeastSquaresLinearNetwork(3, 2);
        _case.Parameters.CopyTo(network.Parameters);
        return network;
    }
}
