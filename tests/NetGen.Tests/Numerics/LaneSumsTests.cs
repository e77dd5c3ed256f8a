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

    public static TheoryData<int, int> Lines
    {
        get
        {
            TheoryData<int, int> lines = [];
            foreach (int stride in new[] { 4, 8, 16 })
            {
                for (int width = 1; width <= stride; width++)
                {
                    lines.Add(width, stride);
                }
            }

            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Scatter_WritesOrAddsLines_AndKeepsPaddingZero(int width, int stride)
    {
        foreach (int lines in new[] { 1, 2, 5, 16 })
        {
            Check(width, stride, lines, accumulate: false);
            Check(width, stride, lines, accumulate: true);
        }
    }

    private static void Check(int width, int stride, int lines, bool accumulate)
    {
        float[] source = [.. Enumerable.Range(1, (width * lines) + 16).Select(k => (float)k)];
        int room = ((stride * lines) + 15) / 16 * 16;
        bool IsPadding(int k) => k >= stride * lines || k % stride >= width;
        float[] destination = [.. Enumerable.Range(0, room).Select(k => !IsPadding(k) ? 100f : accumulate ? 0f : float.NaN), 7f];
        Block.Scatter(in source[0], width, lines, ref destination[0], stride, accumulate);
        Assert.All(
            Enumerable.Range(0, room),
            k => Assert.Equal(IsPadding(k) ? 0f : source[(k / stride * width) + (k % stride)] + (accumulate ? 100f : 0f), destination[k]));
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
