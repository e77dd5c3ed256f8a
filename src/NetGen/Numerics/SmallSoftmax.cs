using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

/// <summary>
/// Softmax of one row of at most 16 logits: as <see cref="RowSoftmax"/>, but all in registers. The sum runs over 16 lanes, those without a logit
/// zero: lane j takes in lane j + 8, then lane j + 4, then (0 + 2) + (1 + 3). So the bits do not depend on the vector width.
/// </summary>
public static class SmallSoftmax
{
    /// <summary>The most logits of a row.</summary>
    public const int MaxCount = 16;

    /// <summary>Writes the softmax of <paramref name="count"/> logits, from 1 to 16.</summary>
    /// <param name="logits">16 values that may be overwritten; those behind the logits may be anything.</param>
    /// <param name="outputs">As many values as there are logits, written. Nothing behind them is touched.</param>
    /// <param name="count">Number of logits.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Invoke(ref float logits, ref float outputs, nint count)
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            Scalar(ref logits, ref outputs, count);
        }
        else if (count <= 4)
        {
            OfFour(Vector128.LoadUnsafe(ref logits), ref outputs, count);
        }
        else if (count <= 8 && Vector256.IsHardwareAccelerated)
        {
            OfEight(Vector256.LoadUnsafe(ref logits), ref outputs, count);
        }
        else if (count > 8 && Vector512.IsHardwareAccelerated)
        {
            OfSixteen(Vector512.LoadUnsafe(ref logits), ref outputs, count);
        }
        else
        {
            Quarters(ref logits, ref outputs, count);
        }
    }

    /// <summary>The same of a row of which a part is in a register: it serves where it is the whole row.</summary>
    /// <param name="row">The row, or a part of it.</param>
    /// <param name="logits">The row in memory, where it is wider than the register; may be overwritten.</param>
    /// <param name="width">Values of the row, at least <paramref name="count"/> and at most 16; those behind the logits may be anything.</param>
    /// <param name="outputs">As many values as there are logits, written. Nothing behind them is touched.</param>
    /// <param name="count">Number of logits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Invoke<S, T>(T row, ref float logits, int width, ref float outputs, int count)
        where S : struct, ISimd<T>
        where T : struct
    {
        // The JIT drops all branches but one.
        if (typeof(T) == typeof(Vector512<float>))
        {
            var register = Unsafe.BitCast<T, Vector512<float>>(row);
            if (count <= 4)
            {
                OfFour(register.GetLower().GetLower(), ref outputs, count);
            }
            else if (count <= 8)
            {
                OfEight(register.GetLower(), ref outputs, count);
            }
            else
            {
                OfSixteen(register, ref outputs, count);
            }
        }
        else if (typeof(T) == typeof(Vector256<float>) && width <= Vector256<float>.Count)
        {
            var register = Unsafe.BitCast<T, Vector256<float>>(row);
            if (count <= 4)
            {
                OfFour(register.GetLower(), ref outputs, count);
            }
            else
            {
                OfEight(register, ref outputs, count);
            }
        }
        else if (typeof(T) == typeof(Vector128<float>) && width <= Vector128<float>.Count)
        {
            OfFour(Unsafe.BitCast<T, Vector128<float>>(row), ref outputs, count);
        }
        else
        {
            Invoke(ref logits, ref outputs, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OfFour(Vector128<float> logits, ref float outputs, nint count)
    {
        Vector128<float> z = Mask(logits, count);
        Vector128<float> e = Exp.OfNegative<Simd128, Vector128<float>>(z - MaxOfLanes(z));
        Simd128.StoreBefore(e / SumOfLanes(e), ref outputs, 0, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OfEight(Vector256<float> logits, ref float outputs, nint count)
    {
        Vector256<float> z = Mask(logits, count);
        Vector128<float> m = MaxOfLanes(Simd128.Max(z.GetLower(), z.GetUpper()));
        Vector256<float> e = Exp.OfNegative<Simd256, Vector256<float>>(z - Vector256.Create(m, m));
        Vector128<float> s = SumOfLanes(e.GetLower() + e.GetUpper());
        Vector256<float> p = e / Vector256.Create(s, s);
        Simd256.StoreBefore(p, ref outputs, 0, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OfSixteen(Vector512<float> logits, ref float outputs, nint count)
    {
        Vector512<float> z = Mask(logits, count);
        Vector256<float> half = Simd256.Max(z.GetLower(), z.GetUpper());
        Vector128<float> m = MaxOfLanes(Simd128.Max(half.GetLower(), half.GetUpper()));
        Vector512<float> e = Exp.OfNegative<Simd512, Vector512<float>>(z - Vector512.Create(Vector256.Create(m, m), Vector256.Create(m, m)));
        half = e.GetLower() + e.GetUpper();
        Vector128<float> s = SumOfLanes(half.GetLower() + half.GetUpper());
        Vector512<float> p = e / Vector512.Create(Vector256.Create(s, s), Vector256.Create(s, s));
        Simd512.StoreBefore(p, ref outputs, 0, count);
    }

    /// <summary>Four registers of 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quarters(ref float logits, ref float outputs, nint count)
    {
        Vector128<float> z0 = Vector128.LoadUnsafe(ref logits);
        Vector128<float> z1 = Mask(Vector128.LoadUnsafe(ref logits, 4), count - 4);
        Vector128<float> z2 = Mask(Vector128.LoadUnsafe(ref logits, 8), count - 8);
        Vector128<float> z3 = Mask(Vector128.LoadUnsafe(ref logits, 12), count - 12);
        Vector128<float> m = MaxOfLanes(Simd128.Max(Simd128.Max(z0, z2), Simd128.Max(z1, z3)));
        z0 = Exp.OfNegative<Simd128, Vector128<float>>(z0 - m);
        z1 = Exp.OfNegative<Simd128, Vector128<float>>(z1 - m);
        z2 = Exp.OfNegative<Simd128, Vector128<float>>(z2 - m);
        z3 = Exp.OfNegative<Simd128, Vector128<float>>(z3 - m);
        Vector128<float> s = SumOfLanes(z0 + z2 + (z1 + z3));
        Simd128.Store(z0 / s, ref outputs, 0);
        Simd128.StoreBefore(z1 / s, ref outputs, 4, count);
        Simd128.StoreBefore(z2 / s, ref outputs, 8, count);
        Simd128.StoreBefore(z3 / s, ref outputs, 12, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar(ref float logits, ref float outputs, nint count)
    {
        float m = logits;
        for (nint k = 1; k < count; k++)
        {
            m = SimdScalar.Max(m, Unsafe.Add(ref logits, k));
        }

        for (nint k = 0; k < MaxCount; k++)
        {
            Unsafe.Add(ref logits, k) = k < count ? Exp.OfNegative<SimdScalar, float>(Unsafe.Add(ref logits, k) - m) : 0f;
        }

        float s = Strided(ref logits, 0) + Strided(ref logits, 2) + (Strided(ref logits, 1) + Strided(ref logits, 3));
        for (nint k = 0; k < count; k++)
        {
            Unsafe.Add(ref outputs, k) = Unsafe.Add(ref logits, k) / s;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Strided(ref float values, nint k) =>
        Unsafe.Add(ref values, k) + Unsafe.Add(ref values, k + 8) + (Unsafe.Add(ref values, k + 4) + Unsafe.Add(ref values, k + 12));

    // A lane without a logit is -inf: its exponential is zero, and it is never the largest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Mask(Vector128<float> z, nint count) => Vector128.ConditionalSelect(
        Vector128.LessThan(Vector128<int>.Indices, Vector128.Create((int)count)).AsSingle(), z, Vector128.Create(float.NegativeInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mask(Vector256<float> z, nint count) => Vector256.ConditionalSelect(
        Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count)).AsSingle(), z, Vector256.Create(float.NegativeInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mask(Vector512<float> z, nint count) => Vector512.ConditionalSelect(
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count)).AsSingle(), z, Vector512.Create(float.NegativeInfinity));

    // A NaN may get lost here, but not in the exponentials, whose sum then is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> MaxOfLanes(Vector128<float> v)
    {
        v = Simd128.Max(v, Vector128.Shuffle(v, Vector128.Create(2, 3, 0, 1)));
        return Simd128.Max(v, Vector128.Shuffle(v, Vector128.Create(1, 0, 3, 2)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> SumOfLanes(Vector128<float> v)
    {
        v += Vector128.Shuffle(v, Vector128.Create(2, 3, 0, 1));
        return v + Vector128.Shuffle(v, Vector128.Create(1, 0, 3, 2));
    }
}
