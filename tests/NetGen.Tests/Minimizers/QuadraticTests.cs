using System;
using Xunit;

namespace NetGen.Tests.Minimizers;

/// <summary>What theory says of a quadratic loss.</summary>
[Trait("Category", "Functional")]
public sealed class QuadraticTests
{
    private readonly LinearCase _case = new();

    [Fact]
    public void SteepestDescent_ContractsByTheKnownRate()
    {
        double minimum = Minimum();
        double rate = Math.Pow((_case.Condition - 1) / (_case.Condition + 1), 2);
        LeastSquaresNet network = _case.CreateNetwork();
        MinimizerResult result = new SteepestDescent { MaxIterations = 40 }.Minimize(network, _case.Inputs, _case.Targets);
        int steps = 0;
        double last = 0;
        for (int i = 1; i < result.Losses.Count && result.Losses[i - 1] - minimum > 1e-3; i++, steps++)
        {
            last = (result.Losses[i] - minimum) / (result.Losses[i - 1] - minimum);
            Assert.InRange(last, 0, rate * 1.01);
        }

        Assert.True(steps >= 10, $"{steps} steps were checked");
        Assert.InRange(last, rate / 2, rate * 1.01);
    }

    [Fact]
    public void SteepestDescent_TurnsByARightAngleAtEachStep()
    {
        LeastSquaresNet network = _case.CreateNetwork();
        float[] before = new float[network.ParameterStorage];
        float[] after = new float[network.ParameterStorage];
        network.Backward(_case.Inputs, _case.Targets, before);
        for (int step = 0; step < 10; step++)
        {
            new SteepestDescent { MaxIterations = 1 }.Minimize(network, _case.Inputs, _case.Targets);
            network.Backward(_case.Inputs, _case.Targets, after);
            Assert.InRange(Math.Abs(Dot(before, after)), 0, 1.01e-3 * Dot(before, before));
            after.CopyTo(before, 0);
        }
    }

    [Fact]
    public void ConjugateGradient_AndLBFGS_ReachTheMinimum_InAFractionOfTheSteps()
    {
        MinimizerResult descent = Run(new SteepestDescent());
        MinimizerResult conjugate = Run(new ConjugateGradient());
        MinimizerResult memory = Run(new LBFGS());
        Assert.All([conjugate, memory], result => Assert.Equal(MinimizerStop.GradientTolerance, result.Stop));
        Assert.All([conjugate, memory], result => Assert.InRange(result.GradientNorm, 0, 1e-6));
        Assert.True(conjugate.Iterations * 2 < descent.Iterations, $"{conjugate} and {descent}");
        Assert.True(memory.Iterations * 2 < descent.Iterations, $"{memory} and {descent}");
    }

    [Fact]
    public void TheResult_BeginsWithPyTorchsLossAndGradient()
    {
        MinimizerResult result = Run(new LBFGS());
        Assert.Equal(_case.Loss, result.Losses[0], 1e-5);
        Assert.Equal(Math.Sqrt(Dot(_case.Gradient, _case.Gradient)), result.GradientNorms[0], 1e-5);
        Assert.Equal(result.Losses.Count, result.GradientNorms.Count);
        Assert.Equal(result.Losses.Count, result.Iterations + 1);
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

    private MinimizerResult Run(Minimizer minimizer) => minimizer.Minimize(_case.CreateNetwork(), _case.Inputs, _case.Targets);

    /// <summary>Near a minimum the loss does not feel the rounding of the parameters.</summary>
    private double Minimum()
    {
        LeastSquaresNet network = _case.CreateNetwork();
        new LBFGS().Minimize(network, _case.Inputs, _case.Targets);
        return _case.LossOf(network);
    }
}
