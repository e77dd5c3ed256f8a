using System;
using System.Linq;
using NetGen.CompilerServices;
using Xunit;

namespace NetGen.Tests.Networks;

[Network(5, Loss = Loss.CrossEntropy)]
[Dense(9, Activation.Tanh)]
[Dense(40, Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public sealed partial class FreeNet;

[Network(5, Loss = Loss.CrossEntropy)]
[Dense(9, Activation.Tanh, L1 = 0.01f, L2 = 0.1f)]
[Dense(40, Activation.ReLU)]
[Dense(3, Activation.Softmax, L2 = 0.2f)]
public sealed partial class PenalizedNet;

/// <summary>L1 and L2 are part of the loss and of its gradient.</summary>
[Trait("Category", "Functional")]
public sealed class PenaltyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(300)]
    public void ThePenalty_IsAddedOnce_WhateverTheNumberOfRows(int rows)
    {
        FreeNet free = new(3);
        PenalizedNet penalized = new(3);
        System.Random random = new(rows);
        float[] inputs = [.. Enumerable.Range(0, rows * FreeNet.InputSize).Select(_ => random.NextSingle() - 0.5f)];
        int[] labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(3))];
        float[] expected = new float[free.ParameterStorage];
        float[] actual = new float[free.ParameterStorage];
        double loss = free.Backward(inputs, labels, expected);
        foreach ((string name, float l1, float l2) in new[] { ("layer1.weight", 0.01f, 0.1f), ("layer3.weight", 0f, 0.2f) })
        {
            TensorDescription tensor = free.Description.Tensor(name);
            float[] weights = new float[tensor.Length];
            float[] gradient = new float[tensor.Length];
            free.GetTensor(name, weights);
            FreeNet.GetGradient(expected, name, gradient);
            loss += weights.Sum(w => (l1 * Math.Abs((double)w)) + (l2 / 2.0 * w * w));
            for (int k = 0; k < weights.Length; k++)
            {
                gradient[k] += (l1 * MathF.Sign(weights[k])) + (l2 * weights[k]);
            }

            TensorAccess.Set(tensor, expected, gradient);
        }

        Assert.Equal(loss, penalized.Backward(inputs, labels, actual), 5e-6);
        Assert.Equal(loss, penalized.ComputeLoss(inputs, labels), 5e-6);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(256)]
    [InlineData(700)]
    public void ThePenalty_IsItsFormula_AndTakesZeroAsFlat(int count)
    {
        float[] weights = [.. Enumerable.Range(0, count).Select(k => k % 5 == 0 ? 0f : MathF.Sin(k))];
        float[] gradients = [.. Enumerable.Repeat(1f, count), 7f];
        float penalty = WeightPenalty.Add(in weights[0], ref gradients[0], 0, count, 0.5f, 3f);
        Assert.Equal(weights.Sum(w => (0.5 * Math.Abs((double)w)) + (1.5 * w * w)), penalty, 1e-6 * count);
        Assert.Equal(weights.Select(w => 1f + ((0.5f * MathF.Sign(w)) + (3f * w))), gradients[..count], (a, b) => MathF.Abs(a - b) <= 1e-6f);
        Assert.Equal(7f, gradients[count]);
    }
}
