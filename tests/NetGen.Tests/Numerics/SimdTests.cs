using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>The contract of the operations, at every width that is hardware here (at the others too, by their software form).</summary>
[Trait("Category", "Functional")]
public abstract class SimdTests<S, T>
    where S : struct, ISimd<T>
    where T : struct
{
    [Fact]
    public void MinAndMax_KeepANaNInTheValue()
    {
        float[] nan = Filled(float.NaN);
        float[] bound = Filled(2f);
        AllNaN(S.Min(S.Create(2f), S.Load(in nan[0], 0)));
        AllNaN(S.Max(S.Create(2f), S.Load(in nan[0], 0)));
        AllNaN(S.Min(S.Load(in bound[0], 0), S.Load(in nan[0], 0)));
        AllNaN(S.Max(S.Load(in bound[0], 0), S.Load(in nan[0], 0)));
        AllNaN(S.Min(S.Load(in bound[0], 0), S.Create(float.NaN)));
        AllNaN(S.Max(S.Load(in bound[0], 0), S.Create(float.NaN)));
        AllNaN(S.Min(S.Create(2f), S.Create(float.NaN)));
        AllNaN(S.Max(S.Create(2f), S.Create(float.NaN)));
        AllNaN(S.Min(2f, S.Load(in nan[0], 0)));
        AllNaN(S.Max(2f, S.Load(in nan[0], 0)));
        AllNaN(S.Min(2f, S.Create(float.NaN)));
        AllNaN(S.Max(2f, S.Create(float.NaN)));
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(-2, 5)]
    [InlineData(9, -4)]
    public void TheDisplacement_IsAddedToTheOffset(int offset, int displacement)
    {
        float[] memory = [.. Enumerable.Range(0, 48).Select(k => (float)k)];
        int place = offset + displacement;
        All(place, S.Broadcast(in memory[0], offset, displacement));
        float[] read = new float[S.Count];
        S.Store(S.Load(in memory[0], offset, displacement), ref read[0], 0);
        Assert.Equal(memory.Skip(place).Take(S.Count), read);

        S.Store(S.Create(-1f), ref memory[0], offset, displacement);
        Assert.Equal(Enumerable.Range(0, 48).Select(k => k >= place && k < place + S.Count ? -1f : k), memory);
    }

    [Fact]
    public void MinAndMax_KeepTheirOrderInOptimizedLoops()
    {
        // Computed values and memory operands invite the compiler to swap.
        float[] values = Filled(1f);
        float[] bounds = Filled(2f);
        for (int round = 0; round < 3; round++)
        {
            AllNaN(ClampOfRoot(values, bounds, -1f));
            All(1f, ClampOfRoot(values, bounds, 1f));
        }
    }

    /// <summary>A row as kernels have it: wholly in a register, or its parts in memory and the last one in a register.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void ARow_IsBroadcastFromItsRegister_OrFromMemoryWhereItIsWider(int width)
    {
        float[] values = new float[16];
        for (int k = 0; k < 16; k++)
        {
            values[k] = k + 0.5f;
        }

        bool isWhole = width <= S.Count;
        float[] memory = new float[16];
        Array.Fill(memory, -1f);
        T part = S.Create(0f);
        for (int j = 0; j < width; j += S.Count)
        {
            part = S.Load(in values[0], j);
            S.StorePart(part, ref memory[0], j, width);
        }

        Assert.Equal(isWhole ? -1f : 0.5f, memory[0]);
        Assert.Equal(isWhole ? -1f : width - 0.5f, memory[width - 1]);

        // Lanes that the compiler knows, as in kernels, and then others.
        All(0.5f, S.Broadcast(part, in memory[0], 0, width));
        All(1.5f, S.Broadcast(part, in memory[0], 1, width));
        All(3.5f, S.Broadcast(part, in memory[0], 3, width));
        for (int lane = 0; lane < width; lane++)
        {
            All(values[lane], S.Broadcast(part, in memory[0], lane, width));
        }
    }

    [Fact]
    public void StoreBefore_WritesTheLanesThatAreInside_AndNothingBehindThem()
    {
        float[] values = [.. Enumerable.Range(0, 16).Select(k => k + 0.5f)];
        for (int offset = 0; offset < 3; offset++)
        {
            for (int end = 0; end < 22; end++)
            {
                float[] memory = [.. Enumerable.Repeat(-1f, 32)];
                S.StoreBefore(S.Load(in values[0], 0), ref memory[0], offset, end);
                Assert.Equal(Enumerable.Range(0, 32).Select(k => k >= offset && k < Math.Min(end, offset + S.Count) ? values[k - offset] : -1f), memory);
            }
        }
    }

    [Fact]
    public void MinAndMax_OfNumbers()
    {
        All(-1f, S.Min(S.Create(2f), S.Create(-1f)));
        All(2f, S.Max(S.Create(2f), S.Create(-1f)));
        All(-1f, S.Min(2f, S.Create(-1f)));
        All(2f, S.Max(2f, S.Create(-1f)));
        All(float.PositiveInfinity, S.Max(S.Create(2f), S.Create(float.PositiveInfinity)));
    }

    [Fact]
    public void SelectLess_TakesTheSecond_WhereANaNIsCompared()
    {
        All(5f, S.SelectLess(S.Create(1f), S.Create(2f), S.Create(5f), S.Create(6f)));
        All(6f, S.SelectLess(S.Create(2f), S.Create(2f), S.Create(5f), S.Create(6f)));
        All(6f, S.SelectLess(S.Create(float.NaN), S.Create(2f), S.Create(5f), S.Create(6f)));
        All(6f, S.SelectLess(S.Create(2f), S.Create(float.NaN), S.Create(5f), S.Create(6f)));
    }

    [Fact]
    public void PowerOfTwo_IsExact_ZeroBelowAndInfinityAbove()
    {
        for (int n = -126; n <= 127; n++)
        {
            All(MathF.ScaleB(1f, n), S.PowerOfTwo(S.Create(n)));
            All(MathF.ScaleB(1f, n), S.PowerOfTwoFromSum(S.Create(n + 12583039f)));
        }

        All(0f, S.PowerOfTwo(S.Create(-127f)));
        All(float.PositiveInfinity, S.PowerOfTwo(S.Create(128f)));
    }

    [Theory]
    [InlineData(1f, 1f, 0f)]
    [InlineData(1.5f, 0.75f, 1f)]
    [InlineData(1.41421342f, 1.41421342f, 0f)]
    [InlineData(1.41421354f, 0.70710677f, 1f)]
    [InlineData(0.70710677f, 0.70710677f, 0f)]
    [InlineData(0.70710671f, 1.41421342f, -1f)]
    [InlineData(1.17549435e-38f, 1f, -126f)]
    [InlineData(3.40282347e38f, 0.99999994f, 128f)]
    public void SplitExponent_PutsTheMantissaAroundOne(float a, float mantissa, float exponent)
    {
        All(mantissa, S.SplitExponent(S.Create(a), out T e));
        All(exponent, e);
    }

    [Theory]
    [InlineData(2.5f, 2f, 2f)]
    [InlineData(3.5f, 4f, 3f)]
    [InlineData(-2.5f, -2f, -3f)]
    [InlineData(-0.25f, -0f, -1f)]
    public void RoundGoesToEven_AndFloorDown(float a, float rounded, float floor)
    {
        All(rounded, S.Round(S.Create(a)));
        All(floor, S.Floor(S.Create(a)));
    }

    [Fact]
    public void CopySign_TakesOnlyTheSign()
    {
        All(-3f, S.CopySign(S.Create(3f), S.Create(-0f)));
        All(3f, S.CopySign(S.Create(3f), S.Create(7f)));
        All(-0f, S.CopySign(S.Create(0f), S.Create(-7f)));
    }

    [Fact]
    public void MultiplyAdd_HasTheSameBitsInAllForms()
    {
        const float Factor = 1.0000001f;
        float[] factors = [0f, Factor];
        T b = S.Create(Factor);
        T c = S.Create(-1f);
        float sum = float.MultiplyAddEstimate(Factor, Factor, -1f);
        All(sum, S.MultiplyAdd(b, b, c));
        All(sum, S.MultiplyAdd(Factor, b, c));
        All(sum, S.MultiplyAdd(b, b, -1f));
        All(sum, S.MultiplyAdd(Factor, b, -1f));
        All(sum, S.MultiplyAdd(in factors[0], 1, b, c));
        All(sum, S.MultiplyAdd(in factors[0], 1, b, -1f));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T ClampOfRoot(float[] values, float[] bounds, float factor)
    {
        T root = S.Sqrt(S.Multiply(S.Load(in values[0], 0), S.Create(factor)));
        T upper = S.Min(S.Load(in bounds[0], 0), root);
        return S.Max(S.Create(-3f), S.Min(S.Create(3f), S.Max(S.Create(0f), upper)));
    }

    private static float[] Filled(float value)
    {
        float[] values = new float[S.Count];
        Array.Fill(values, value);
        return values;
    }

    private static float[] Lanes(T vector)
    {
        float[] lanes = new float[S.Count];
        S.Store(vector, ref lanes[0], 0);
        return lanes;
    }

    private static void AllNaN(T actual) => Assert.All(Lanes(actual), lane => Assert.True(float.IsNaN(lane)));

    private static void All(float expected, T actual) =>
        Assert.All(Lanes(actual), lane => Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(lane)));
}

public sealed class SimdScalarTests : SimdTests<SimdScalar, float>;

public sealed class Simd128Tests : SimdTests<Simd128, Vector128<float>>;

public sealed class Simd256Tests : SimdTests<Simd256, Vector256<float>>;

public sealed class Simd512Tests : SimdTests<Simd512, Vector512<float>>;
