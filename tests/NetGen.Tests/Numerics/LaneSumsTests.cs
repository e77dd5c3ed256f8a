using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetGen.CompilerServices;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class LaneSumsTests
{
    [Fact]
    public void TheOrder_IsTheDocumentedOne_AtEveryWidth()
    {
        System.Random random = new(1);
        for (int run = 0; run < 50; run++)
        {
            float[] partials = [.. Enumerable.Range(0, 256).Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(10f, random.Next(-3, 4)))];
            float[] expected = [.. Enumerable.Range(0, 16).Select(k => Fold(partials.AsSpan(k * 16, 16)))];
            if (Vector512.IsHardwareAccelerated)
            {
                Assert.Equal(expected, Folded<Simd512, Vector512<float>>(partials));
                Assert.Equal(expected[..8], FoldedEight<Simd512, Vector512<float>>(partials));
            }

            if (Vector256.IsHardwareAccelerated)
            {
                Assert.Equal(expected, Folded<Simd256, Vector256<float>>(partials));
                Assert.Equal(expected[..8], FoldedEight<Simd256, Vector256<float>>(partials));
            }

            if (Vector128.IsHardwareAccelerated)
            {
                Assert.Equal(expected, Folded<Simd128, Vector128<float>>(partials));
                Assert.Equal(expected[..8], FoldedEight<Simd128, Vector128<float>>(partials));
            }

            Assert.Equal(expected, Folded<SimdScalar, float>(partials));
            Assert.Equal(expected[..8], FoldedEight<SimdScalar, float>(partials));
        }
    }

    private static float[] Folded<S, T>(float[] partials)
        where S : struct, ISimd<T>
        where T : struct
    {
        float[] sums = new float[256];
        for (nint lane = 0; lane < 16; lane += S.Count)
        {
            T Sum(int k) => S.Load(in partials[0], (k * 16) + lane);
            LaneSums.Fold<S, T>(
                ref sums[0], lane,
                Sum(0), Sum(1), Sum(2), Sum(3), Sum(4), Sum(5), Sum(6), Sum(7), Sum(8), Sum(9), Sum(10), Sum(11), Sum(12), Sum(13), Sum(14), Sum(15));
        }

        return sums[..16];
    }

    private static float[] FoldedEight<S, T>(float[] partials)
        where S : struct, ISimd<T>
        where T : struct
    {
        float[] sums = [.. Enumerable.Repeat(7f, 129)];
        for (nint lane = 0; lane < 16; lane += S.Count)
        {
            T Sum(int k) => S.Load(in partials[0], (k * 16) + lane);
            LaneSums.Fold<S, T>(ref sums[0], lane, Sum(0), Sum(1), Sum(2), Sum(3), Sum(4), Sum(5), Sum(6), Sum(7));
        }

        Assert.Equal(7f, sums[^1]);
        return sums[..8];
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
        for (int lines = 1; lines * width <= 16; lines++)
        {
            for (int first = 0; first + (lines * width) <= 16; first++)
            {
                Check(first, width, stride, lines, accumulate: false);
                Check(first, width, stride, lines, accumulate: true);
            }
        }
    }

    private static void Check(int first, int width, int stride, int lines, bool accumulate)
    {
        float[] source = [.. Enumerable.Range(1, 16).Select(k => (float)k), 98f, 99f, 100f];
        int room = ((stride * lines) + 15) / 16 * 16;
        bool IsPadding(int k) => k >= stride * lines || k % stride >= width;
        float[] destination = [.. Enumerable.Range(0, room).Select(k => !IsPadding(k) ? 100f : accumulate ? 0f : float.NaN), 7f];
        Block.Scatter(in source[0], first, width, lines, ref destination[0], stride, accumulate);
        Assert.All(
            Enumerable.Range(0, room),
            k => Assert.Equal(IsPadding(k) ? 0f : source[first + (k / stride * width) + (k % stride)] + (accumulate ? 100f : 0f), destination[k]));
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
