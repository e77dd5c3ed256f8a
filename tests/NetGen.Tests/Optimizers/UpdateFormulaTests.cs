using System;
using Xunit;

namespace NetGen.Tests.Optimizers;

/// <summary>Each rule beside its textbook formula in double, one element.</summary>
[Trait("Category", "Functional")]
public class UpdateFormulaTests
{
    private static readonly NetworkDescription Network =
        new("One", 1, 1, Loss.MeanSquaredError, 1, [new TensorDescription("layer1.weight", TensorRole.Weight, 0, [1, 1], [1, 1])]);

    [Fact]
    public void Momentum_BeginsDampened()
    {
        // v = (1 - 0.9) * 2 = 0.2, w = 1 - 0.5 * 0.2; PyTorch would take v = 2.
        float[] w = [1f];
        new Momentum(0.5f) { Dampening = 0.9f }.Step(w, [2f], Network);
        Assert.Equal(0.9f, w[0], 1e-6f);
    }

    [Fact]
    public void Momentum_Accumulates()
    {
        // v = 2, then 0.9 * 2 + 2 = 3.8.
        float[] w = [1f];
        Momentum optimizer = new(0.5f);
        optimizer.Step(w, [2f], Network);
        Assert.Equal(0f, w[0], 1e-6f);
        optimizer.Step(w, [2f], Network);
        Assert.Equal(-1.9f, w[0], 1e-6f);
    }

    [Fact]
    public void Nesterov_LooksAhead()
    {
        // v = 2, step 2 + 0.9 * 2 = 3.8; with dampening 0.5: v = 1, step 1 + 0.9 * 1.
        float[] w = [1f];
        new Momentum(0.5f) { Nesterov = true }.Step(w, [2f], Network);
        Assert.Equal(-0.9f, w[0], 1e-6f);
        w = [1f];
        new Momentum(0.5f) { Nesterov = true, Dampening = 0.5f }.Step(w, [2f], Network);
        Assert.Equal(0.05f, w[0], 1e-6f);
    }

    [Theory]
    [InlineData(1e-4f)]
    [InlineData(1f)]
    [InlineData(1e4f)]
    public void Adam_FirstStepIsTheLearningRateWhateverTheGradient(float gradient)
    {
        float[] w = [1f];
        new Adam(0.01f).Step(w, [gradient], Network);
        Assert.Equal(1 - (0.01 / (1 + (1e-8 / gradient))), w[0], 1e-6);
    }

    [Fact]
    public void Adam_AddsEpsilonOutsideTheCorrectedRoot()
    {
        // With g = epsilon the first step is lr / 2; epsilon inside the root would give lr * 0.0099.
        float[] w = [0f];
        new Adam(1f) { Epsilon = 1e-4f }.Step(w, [1e-4f], Network);
        Assert.Equal(-0.5f, w[0], 1e-5f);
    }

    [Fact]
    public void Adam_FollowsTheFormulaForAThousandSteps()
    {
        Adam optimizer = new(1e-3f);
        float[] w = [1f];
        double x = 1, m = 0, v = 0;
        Xoshiro256 random = new(8);
        for (int t = 1; t <= 1000; t++)
        {
            float g = (float)random.NextNormal();
            optimizer.Step(w, [g], Network);
            m += (1 - (double)0.9f) * (g - m);
            v += (1 - (double)0.999f) * (((double)g * g) - v);
            x -= (double)1e-3f / (1 - Math.Pow(0.9f, t)) * m / ((Math.Sqrt(v) / Math.Sqrt(1 - Math.Pow(0.999f, t))) + 1e-8);
        }

        Assert.Equal(x, w[0], 1e-5);
    }

    [Fact]
    public void RMSPropAndAdaGrad_DivideByTheRootPlusEpsilon()
    {
        // s = 0.1 * 4, step 0.01 * 2 / sqrt(0.4); s = 4, step 0.01 * 2 / 2.
        float[] w = [1f];
        new RMSProp(0.01f).Step(w, [2f], Network);
        Assert.Equal(1 - (0.02 / Math.Sqrt(0.4)), w[0], 1e-6);
        w = [1f];
        new AdaGrad(0.01f).Step(w, [2f], Network);
        Assert.Equal(0.99, w[0], 1e-6);

        // s = 4 + 4, then s = 0.9 * 0.4 + 0.1 * 4.
        AdaGrad sum = new(0.01f);
        w = [1f];
        sum.Step(w, [2f], Network);
        sum.Step(w, [2f], Network);
        Assert.Equal(0.99 - (0.02 / Math.Sqrt(8)), w[0], 1e-6);
        RMSProp average = new(0.01f);
        w = [1f];
        average.Step(w, [2f], Network);
        average.Step(w, [2f], Network);
        Assert.Equal(1 - (0.02 / Math.Sqrt(0.4)) - (0.02 / Math.Sqrt(0.76)), w[0], 1e-6);
    }

    [Fact]
    public void WeightDecay_IsPartOfTheGradientButNotInAdamW()
    {
        float[] w = [2f];
        new GradientDescent(0.1f) { WeightDecay = 0.5f }.Step(w, [3f], Network);
        Assert.Equal(2 - (0.1 * (3 + (0.5 * 2))), w[0], 1e-6);

        // Adam's first step has the length lr whatever the gradient; only AdamW shrinks the weight by 0.1 * 0.5 of it.
        w = [2f];
        new Adam(0.1f) { WeightDecay = 0.5f }.Step(w, [3f], Network);
        Assert.Equal(1.9, w[0], 1e-6);
        w = [2f];
        new AdamW(0.1f) { WeightDecay = 0.5f }.Step(w, [3f], Network);
        Assert.Equal(1.8, w[0], 1e-6);
    }

    [Fact]
    public void LearningRate_MayChangeBetweenSteps()
    {
        GradientDescent optimizer = new(0.1f);
        float[] w = [1f];
        optimizer.Step(w, [1f], Network);
        optimizer.LearningRate = 0.5f;
        optimizer.Step(w, [1f], Network);
        optimizer.LearningRate = 0f;
        optimizer.Step(w, [1f], Network);
        Assert.Equal(0.4f, w[0], 1e-6f);
    }
}
