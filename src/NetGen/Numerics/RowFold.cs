using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

/// <summary>What a fold does with two values.</summary>
internal interface IFold
{
    /// <summary>The value to begin with.</summary>
    static abstract float Identity { get; }

    /// <summary>Takes one more value in.</summary>
    static abstract T Combine<S, T>(T folded, T value)
        where S : struct, ISimd<T>
        where T : struct;
}

/// <summary>
/// Folds a row in memory in an order that depends on its length only: 16 lanes take every 16th value each; lane j takes in lane j + 8; 8 more
/// values if as many are left; lane j takes in lane j + 4; 4 more values if as many are left; (0, 2) with (1, 3); at last up to 3 single values.
/// </summary>
internal static class RowFold
{
    // Inlined throughout, so that the callers, which are optimized from their first call, do not wait for a callee to be. They are not inlined
    // themselves: a pass that takes them in may run out of what the JIT inlines.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Invoke<TFold>(ref readonly float values, nint count)
        where TFold : struct, IFold
    {
        nint i = 0;
        float result = TFold.Identity;
        if (count >= 4)
        {
            result = Vector128.IsHardwareAccelerated ? Vectors<TFold>(in values, count, out i) : Lanes<TFold>(in values, count, out i);
        }

        for (; i < count; i++)
        {
            result = TFold.Combine<SimdScalar, float>(result, SimdScalar.Load(in values, i));
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Vectors<TFold>(ref readonly float values, nint count, out nint done)
        where TFold : struct, IFold
    {
        nint i = 0;
        Vector128<float> low = Vector128.Create(TFold.Identity);
        Vector128<float> high = low;
        if (count >= 16)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Vector512<float> lanes = Vector512.Create(TFold.Identity);
                for (; count - i >= 16; i += 16)
                {
                    lanes = TFold.Combine<Simd512, Vector512<float>>(lanes, Simd512.Load(in values, i));
                }

                Vector256<float> half = TFold.Combine<Simd256, Vector256<float>>(lanes.GetLower(), lanes.GetUpper());
                (low, high) = (half.GetLower(), half.GetUpper());
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Vector256<float> first = Vector256.Create(TFold.Identity);
                Vector256<float> second = first;
                for (; count - i >= 16; i += 16)
                {
                    first = TFold.Combine<Simd256, Vector256<float>>(first, Simd256.Load(in values, i));
                    second = TFold.Combine<Simd256, Vector256<float>>(second, Simd256.Load(in values, i + 8));
                }

                first = TFold.Combine<Simd256, Vector256<float>>(first, second);
                (low, high) = (first.GetLower(), first.GetUpper());
            }
            else
            {
                (Vector128<float> third, Vector128<float> fourth) = (low, low);
                for (; count - i >= 16; i += 16)
                {
                    low = TFold.Combine<Simd128, Vector128<float>>(low, Simd128.Load(in values, i));
                    high = TFold.Combine<Simd128, Vector128<float>>(high, Simd128.Load(in values, i + 4));
                    third = TFold.Combine<Simd128, Vector128<float>>(third, Simd128.Load(in values, i + 8));
                    fourth = TFold.Combine<Simd128, Vector128<float>>(fourth, Simd128.Load(in values, i + 12));
                }

                low = TFold.Combine<Simd128, Vector128<float>>(low, third);
                high = TFold.Combine<Simd128, Vector128<float>>(high, fourth);
            }
        }

        if (count - i >= 8)
        {
            low = TFold.Combine<Simd128, Vector128<float>>(low, Simd128.Load(in values, i));
            high = TFold.Combine<Simd128, Vector128<float>>(high, Simd128.Load(in values, i + 4));
            i += 8;
        }

        low = TFold.Combine<Simd128, Vector128<float>>(low, high);
        if (count - i >= 4)
        {
            low = TFold.Combine<Simd128, Vector128<float>>(low, Simd128.Load(in values, i));
            i += 4;
        }

        done = i;
        low = TFold.Combine<Simd128, Vector128<float>>(low, Vector128.Shuffle(low, Vector128.Create(2, 3, 0, 1)));
        return TFold.Combine<SimdScalar, float>(low.ToScalar(), low.GetElement(1));
    }

    /// <summary>The same order without vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Lanes<TFold>(ref readonly float values, nint count, out nint done)
        where TFold : struct, IFold
    {
        nint i = 0;
        Span<float> lanes = stackalloc float[16];
        lanes.Fill(TFold.Identity);
        while (count - i >= 16)
        {
            Take<TFold>(lanes, in values, ref i);
        }

        for (lanes = Halve<TFold>(lanes); lanes.Length >= 4; lanes = Halve<TFold>(lanes))
        {
            if (count - i >= lanes.Length)
            {
                Take<TFold>(lanes, in values, ref i);
            }
        }

        done = i;
        return TFold.Combine<SimdScalar, float>(lanes[0], lanes[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take<TFold>(Span<float> lanes, ref readonly float values, ref nint i)
        where TFold : struct, IFold
    {
        foreach (ref float lane in lanes)
        {
            lane = TFold.Combine<SimdScalar, float>(lane, SimdScalar.Load(in values, i));
            i++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<float> Halve<TFold>(Span<float> lanes)
        where TFold : struct, IFold
    {
        int half = lanes.Length / 2;
        for (int j = 0; j < half; j++)
        {
            lanes[j] = TFold.Combine<SimdScalar, float>(lanes[j], lanes[j + half]);
        }

        return lanes[..half];
    }
}
