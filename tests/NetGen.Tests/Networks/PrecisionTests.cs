using System;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary><see cref="Precision.Fast"/> is the same network with other functions for tanh and sigmoid.</summary>
[Trait("Category", "Functional")]
public sealed class PrecisionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(33)]
    public void FastOutputs_AreWithinTheDocumentedErrorOfEachLayer_AndNotTheAccurateOnes(int rows)
    {
        (AccurateNetwork accurate, FastNetwork fast) = Twins();
        float[] inputs = Values(rows * 3, 8f);
        float[] exact = new float[rows * 2];
        float[] outputs = new float[rows * 2];
        accurate.Forward(inputs, exact);
        fast.Forward(inputs, outputs);
        Assert.NotEqual(exact, outputs);
        for (int i = 0; i < outputs.Length; i++)
        {
            // Sigmoid's slope is at most 1/4 and each unit has five inputs.
            double bound = 2.7e-5 + (5.3e-5 * 5 * LargestWeight(accurate) / 4);
            Assert.InRange(outputs[i] - exact[i], -bound, bound);
        }
    }

    [Fact]
    public void FastGradients_AreNearTheAccurateOnes_AndTrain()
    {
        (AccurateNetwork accurate, FastNetwork fast) = Twins();
        float[] inputs = Values(40 * 3, 2f);
        float[] targets = new float[40 * 2];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = inputs[(i / 2 * 3) + (i % 2)] > 0 ? 1f : 0f;
        }

        float[] exact = new float[accurate.ParameterStorage];
        float[] gradients = new float[fast.ParameterStorage];
        accurate.Backward(inputs, targets, exact);
        float before = fast.Backward(inputs, targets, gradients);
        for (int i = 0; i < exact.Length; i++)
        {
            Assert.InRange(gradients[i] - exact[i], -1e-3, 1e-3);
        }

        var optimizer = new Adam(0.05f);
        for (int step = 0; step < 200; step++)
        {
            fast.Backward(inputs, targets, gradients);
            fast.Update(optimizer, gradients);
        }

        Assert.True(fast.ComputeLoss(inputs, targets) < before / 4);
    }

    private static (AccurateNetwork Accurate, FastNetwork Fast) Twins()
    {
        var accurate = new AccurateNetwork();
        var fast = new FastNetwork();
        accurate.Parameters.CopyTo(fast.Parameters);
        return (accurate, fast);
    }

    private static float LargestWeight(AccurateNetwork network)
    {
        float largest = 0f;
        foreach (float value in network.Parameters)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }

    private static float[] Values(int count, float scale)
    {
        var random = new Xoshiro256(5);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = ((2f * random.NextSingle()) - 1f) * scale;
        }

        return values;
    }
}

[Network(3)]
[Dense(5, Activation.Tanh)]
[Dense(2, Activation.Sigmoid)]
public sealed partial class AccurateNetwork;

[Network(3, Precision = Precision.Fast)]
[Dense(5, Activation.Tanh)]
[Dense(2, Activation.Sigmoid)]
public sealed partial class FastNetwork;
