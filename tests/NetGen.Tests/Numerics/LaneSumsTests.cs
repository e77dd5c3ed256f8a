using System;
using System.Linq;
using NetGen.CompilerServices;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class LaneSumsTests
{
    public static TheoryData<int> Counts => new(Enumerable.Range(1, 50));

    [Theory]
    [MemberData(nameof(Counts))]
    public void TheOrder_IsTheDocumentedOne_AlsoInPlace(int count)
    {
        System.Random random = new(count);
        int room = (count + 15) / 16 * 16;
        float[] partials = [.. Enumerable.Range(0, room * 16).Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(10f, random.Next(-3, 4)))];
        float[] expected = [.. Enumerable.Range(0, count).Select(k => Fold(partials.AsSpan(k * 16, 16)))];
        float[] sums = new float[room];
        LaneSums.Invoke(in partials[0], ref sums[0], count);
        Assert.Equal(expected, sums[..count]);
        LaneSums.Invoke(in partials[0], ref partials[0], count);
        Assert.Equal(expected, partials[..count]);
    }

    [Theory]
    [InlineData(3, 4, false)]
    [InlineData(3, 4, true)]
    [InlineData(4, 4, false)]
    [InlineData(4, 4, true)]
    [InlineData(1, 8, true)]
    public void Scatter_WritesOrAddsLines_AndKeepsPaddingZero(int width, int stride, bool accumulate)
    {
        const int Lines = 5;
        float[] source = [.. Enumerable.Range(1, width * Lines).Select(k => (float)k)];
        float[] destination = [.. Enumerable.Range(0, stride * Lines).Select(k => k % stride < width ? 100f : 0f), 7f];
        Block.Scatter(in source[0], width, Lines, ref destination[0], stride, accumulate);
        Assert.All(
            Enumerable.Range(0, stride * Lines),
            k => Assert.Equal(k % stride >= width ? 0f : source[(k / stride * width) + (k % stride)] + (accumulate ? 100f : 0f), destination[k]));
        Assert.Equal(7f, destination[^1]);
    }

    private static float Fold(ReadOnlySpan<float> p)
    {
        Span<float> t = stackalloc float[4];
        for (int k = 0; k < 4; k++)
        {
            t[k] = p[k] + p[k + 8] + (p[k + 4] + p[k + 12]);
        }

        return t[0] + t[2] + (t[1] + t[3]);
    }
}
