using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetGen.CompilerServices;
using NetGen.Numerics;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Dropout;

/// <summary>The masks by themselves: how many values are kept, that they don't know of each other, and their bits.</summary>
[Trait("Category", "Functional")]
public sealed class DropoutMaskTests
{
    private const int Rows = 512;
    private const int Units = 129;

    /// <summary>Probability 6e-7 for a fault that is none, in each comparison.</summary>
    private const double Deviations = 5;

    [Theory]
    [InlineData(0.5f)]
    [InlineData(0.1f)]
    [InlineData(0.9f)]
    [InlineData(0.001f)]
    [InlineData(0.999f)]
    public void AsManyAreKept_AsTheRateSays(float rate)
    {
        for (ulong seed = 0; seed < 8; seed++)
        {
            bool[] kept = Kept(seed, (long)seed * 3, 2, rate);
            double deviation = Math.Sqrt(kept.Length * (double)rate * (1 - rate));
            Assert.InRange(kept.Count(k => k) - (kept.Length * (1.0 - rate)), -Deviations * deviation, Deviations * deviation);
        }
    }

    [Fact]
    public void EachRowAndEachUnit_KeepsItsShare()
    {
        bool[] kept = Kept(1, 0, 1, 0.3f);
        for (int row = 0; row < Rows; row++)
        {
            Check(Enumerable.Range(0, Units).Count(unit => kept[(unit * Rows) + row]), Units);
        }

        for (int unit = 0; unit < Units; unit++)
        {
            Check(kept.AsSpan(unit * Rows, Rows).Count(true), Rows);
        }

        static void Check(int count, int of) => Assert.InRange(count - (of * 0.7), -Deviations * Math.Sqrt(of * 0.21), Deviations * Math.Sqrt(of * 0.21));
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(0.2f)]
    public void NeighbouringRowsUnitsStepsLayersAndSeeds_AreNotCorrelated(float rate)
    {
        bool[] mask = Kept(7, 100, 3, rate);
        Uncorrelated(mask, Kept(7, 101, 3, rate), rate);
        Uncorrelated(mask, Kept(7, 100, 4, rate), rate);
        Uncorrelated(mask, Kept(8, 100, 3, rate), rate);
        Uncorrelated(mask, Kept(100, 7, 3, rate), rate);
        Uncorrelated(mask, Kept(7, 100, 3, rate, firstRow: Rows), rate);
        foreach (int distance in (int[])[1, 2, 3, 4, 8, 16, 32])
        {
            Uncorrelated(mask.AsSpan(distance), mask.AsSpan(..^distance), rate);
            Uncorrelated(mask.AsSpan(distance * Rows), mask.AsSpan(..^(distance * Rows)), rate);
        }
    }

    [Fact]
    public void KeptValues_AreDividedByOneMinusTheRate()
    {
        float[] mask = Mask(1, 0, 1, 0.2f);
        Assert.Equal([0f, 1.25f], mask.Distinct().Order());
        Assert.Equal([0f, 2f], Mask(1, 0, 1, 0.5f).Distinct().Order());
    }

    [Fact]
    public void OutsideOfTraining_EverythingIsKeptAsItIs()
    {
        float[] mask = new float[40];
        TrainingContext context = default;
        DropoutMask.Fill<SimdScalar, float>(in context, 0, 1, 0.5f, ref mask[0], 2, 20, 16);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => i % 20 < 16 ? 1f : 0f), mask);
    }

    [Fact]
    public void ARow_HasTheSameMaskWhereverItsBlockBegins()
    {
        float[] whole = Mask(5, 6, 1, 0.5f);
        float[] part = new float[32 * Units];
        TrainingContext context = new(5, 6, firstRow: 64);
        DropoutMask.Fill<SimdScalar, float>(in context, 96, 1, 0.5f, ref part[0], Units, 32, 32);
        for (int unit = 0; unit < Units; unit++)
        {
            Assert.Equal(whole[((unit * Rows) + 160)..((unit * Rows) + 192)], part[(unit * 32)..((unit + 1) * 32)]);
        }
    }

    // Whole numbers only, so one constant for all machines.
    [Fact]
    public void EveryWidth_HasTheseBits()
    {
        float[] mask = Mask(ulong.MaxValue, long.MaxValue, 5, 0.375f);
        Assert.Equal("A3E115DC407C74C2", TestBatch.Hash(mask));
        Assert.Equal(mask, Fill<Simd128, Vector128<float>>(ulong.MaxValue, long.MaxValue, 5, 0.375f, 0));
        Assert.Equal(mask, Fill<Simd256, Vector256<float>>(ulong.MaxValue, long.MaxValue, 5, 0.375f, 0));
        Assert.Equal(mask, Fill<Simd512, Vector512<float>>(ulong.MaxValue, long.MaxValue, 5, 0.375f, 0));
    }

    private static bool[] Kept(ulong seed, long step, int layer, float rate, int firstRow = 0) =>
        Array.ConvertAll(Mask(seed, step, layer, rate, firstRow), value => value != 0f);

    private static float[] Mask(ulong seed, long step, int layer, float rate, int firstRow = 0) => Fill<SimdScalar, float>(seed, step, layer, rate, firstRow);

    /// <summary>Unit by unit, <see cref="Rows"/> values each.</summary>
    private static float[] Fill<S, T>(ulong seed, long step, int layer, float rate, int firstRow)
        where S : struct, ISimd<T>
        where T : struct
    {
        float[] mask = new float[Rows * Units];
        TrainingContext context = new(seed, step, firstRow);
        DropoutMask.Fill<S, T>(in context, 0, layer, rate, ref mask[0], Units, Rows, Rows);
        return mask;
    }

    private static void Uncorrelated(ReadOnlySpan<bool> a, ReadOnlySpan<bool> b, double rate)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += ((a[i] ? 1 : 0) - (1 - rate)) * ((b[i] ? 1 : 0) - (1 - rate));
        }

        double correlation = sum / (rate * (1 - rate) * a.Length);
        Assert.InRange(correlation, -Deviations / Math.Sqrt(a.Length), Deviations / Math.Sqrt(a.Length));
    }
}
