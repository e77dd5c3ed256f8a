using System;
using System.Linq;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class RowNormalizationTests
{
    public static TheoryData<int> Counts => new(Enumerable.Range(1, 70));

    [Theory]
    [MemberData(nameof(Counts))]
    public void EveryLength_AgreesWithDoublePrecision_AndTouchesNothingBehind(int count)
    {
        float[] values = [.. Values(count), .. Enumerable.Repeat(float.NaN, 16)];
        float[] outputs = [.. Enumerable.Repeat(-7f, count + 16)];
        RowNormalization.Invoke(in values[0], ref outputs[0], count, 1e-3f);
        double mean = values[..count].Average(v => (double)v);
        double deviation = Math.Sqrt(values[..count].Average(v => (v - mean) * (v - mean)) + 1e-3f);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal((values[i] - mean) / deviation, outputs[i], 3e-6);
        }

        Assert.All(outputs[count..], behind => Assert.Equal(-7f, behind));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void TheBits_FollowFromSum(int count)
    {
        float[] values = Values(count);
        float mean = Sum.Invoke(in values[0], count) / count;
        float[] squares = [.. values.Select(v => (v - mean) * (v - mean))];
        float inverse = 1f / MathF.Sqrt((Sum.Invoke(in squares[0], count) / count) + 1e-5f);
        float[] outputs = new float[count];
        RowNormalization.Invoke(in values[0], ref outputs[0], count, 1e-5f);
        Assert.Equal(values.Select(v => (v - mean) * inverse), outputs);
    }

    [Fact]
    public void EqualValues_GiveZeros()
    {
        float[] values = [3f, 3f, 3f, 3f];
        float[] outputs = new float[4];
        RowNormalization.Invoke(in values[0], ref outputs[0], 4, 1e-5f);
        Assert.All(outputs, y => Assert.Equal(0f, y));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void NonFiniteValue_MakesTheRowNaN(float value)
    {
        float[] values = [1f, value, 2f];
        float[] outputs = new float[3];
        RowNormalization.Invoke(in values[0], ref outputs[0], 3, 1e-5f);
        Assert.All(outputs, y => Assert.True(float.IsNaN(y)));
    }

    private static float[] Values(int count)
    {
        System.Random random = new(count);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 8) - 3)];
    }
}
