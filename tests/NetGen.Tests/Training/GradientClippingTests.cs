using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Training;

[Trait("Category", "Functional")]
public sealed class GradientClippingTests
{
    public static TheoryData<int> Lengths => [0, 1, 3, 4, 15, 16, 17, 31, 100, 1023, 1024, 1025, 5000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void TheNorm_IsTheRootOfTheSumOfSquares(int length)
    {
        float[] gradients = Values(length);
        double expected = Math.Sqrt(gradients.Sum(g => (double)g * g));
        Assert.Equal(expected, GradientClipping.Norm(gradients), 3e-7 * expected);
    }

    [Fact]
    public void TheNorm_HasTheseBitsAtEveryVectorWidth() =>
        Assert.Equal("404453D36E32B4FE", BitConverter.DoubleToUInt64Bits(GradientClipping.Norm(Values(5003))).ToString("X16", null));

    [Fact]
    public void HugeAndTinyGradients_HaveTheirNorm()
    {
        Assert.Equal(5e30, GradientClipping.Norm([3e30f, -4e30f]), 1e24);
        Assert.Equal(5e-30, GradientClipping.Norm([3e-30f, -4e-30f]), 1e-36);
        Assert.Equal(0, GradientClipping.Norm([0f, 0f]));
        Assert.True(GradientClipping.Norm([.. Enumerable.Repeat(3e38f, 64)]) > float.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void ByNorm_ScalesToTheLimit(int length)
    {
        float[] gradients = Values(length);
        double norm = GradientClipping.Norm(gradients);
        float[] clipped = [.. gradients];
        Assert.Equal(norm, GradientClipping.ByNorm(clipped, 0.25f));
        float factor = norm > 0.25f ? (float)(0.25f / norm) : 1f;
        Assert.Equal(gradients.Select(g => g * factor), clipped);
        Assert.InRange(GradientClipping.Norm(clipped), 0, 0.25f * 1.000001);
    }

    [Fact]
    public void ANormWithinTheLimit_ChangesNothing()
    {
        float[] gradients = [3f, -4f];
        Assert.Equal(5, GradientClipping.ByNorm(gradients, 5f));
        Assert.Equal([3f, -4f], gradients);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void ByValue_LimitsEachGradient(int length)
    {
        float[] gradients = Values(length);
        float[] clipped = [.. gradients];
        GradientClipping.ByValue(clipped, 0.3f);
        Assert.Equal(gradients.Select(g => Math.Clamp(g, -0.3f, 0.3f)), clipped);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void WhatIsNotFinite_StaysVisible(float value)
    {
        for (int place = 0; place < 20; place++)
        {
            float[] gradients = Values(20);
            gradients[place] = value;
            float[] byNorm = [.. gradients];
            float[] byValue = [.. gradients];
            Assert.False(double.IsFinite(GradientClipping.ByNorm(byNorm, 0.1f)));
            Assert.Equal(gradients, byNorm);
            GradientClipping.ByValue(byValue, 0.1f);
            Assert.Equal(value, byValue[place]);
            Assert.Equal(19, byValue.Count(g => MathF.Abs(g) <= 0.1f));
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ALimitOutOfRange_IsRefused(float bound)
    {
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => GradientClipping.ByNorm(new float[3], bound));
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => GradientClipping.ByValue(new float[3], bound));
        Refused(nameof(TrainingOptions.ClipGradientNorm), new TrainingOptions { ClipGradientNorm = bound });
        Refused(nameof(TrainingOptions.ClipGradientValue), new TrainingOptions { ClipGradientValue = bound });

        static void Refused(string name, TrainingOptions refused) => Assert.Contains(
            name,
            Assert.Throws<ArgumentOutOfRangeException>("options", () => Trainer.Fit(new LinearNetwork(2, 1), Samples.Plane(), new PlainDescent(0.1f), refused)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fit_ClipsByValueThenByNorm(int threads)
    {
        ClusterNet fitted = new(1);
        Dataset train = Samples.Clusters(128, spread: 2f);
        Trainer.Fit(
            fitted,
            train,
            new Momentum(0.1f),
            new TrainingOptions { Epochs = 2, BatchSize = 64, ClipGradientValue = 0.05f, ClipGradientNorm = 0.1f, Threads = threads });

        ClusterNet network = new(1);
        Momentum optimizer = new(0.1f);
        float[] gradients = new float[network.ParameterStorage];
        using ShardedBackward<ClusterNet> sharded = new(network, gradients, threads, 1);
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            foreach (Batch batch in train.Batches(64, 0, epoch))
            {
                sharded.Run(batch);
                GradientClipping.ByValue(gradients, 0.05f);
                Assert.InRange(GradientClipping.ByNorm(gradients, 0.1f), 0.1, 1);
                network.Update(optimizer, gradients);
            }
        }

        Assert.Equal(network.Parameters.ToArray(), fitted.Parameters.ToArray());
    }

    [Fact]
    public void AnInfiniteGradient_StopsAClippedTrainingToo()
    {
        LinearNetwork network = new(2, 1) { GradientHook = (call, gradient) => call == 3 ? float.PositiveInfinity : gradient };
        TrainingResult result = Trainer.Fit(
            network, Samples.Plane(), new PlainDescent(0.1f), new TrainingOptions { BatchSize = 8, ClipGradientValue = 1f, ClipGradientNorm = 1f });
        Assert.Equal((StopReason.NumericOverflow, 3), (result.StopReason, network.BackwardCalls));
    }

    [Fact]
    public void Clipping_AllocatesNothing()
    {
        float[] gradients = Values(3000);
        Assert.Equal(0, Allocation.Of(() =>
        {
            GradientClipping.ByValue(gradients, 0.5f);
            GradientClipping.ByNorm(gradients, 1f);
        }));
    }

    private static float[] Values(int length)
    {
        Xoshiro256 random = new(9);
        float[] values = new float[length];
        foreach (ref float value in values.AsSpan())
        {
            value = (float)((2 * random.NextDouble()) - 1);
        }

        return values;
    }
}
