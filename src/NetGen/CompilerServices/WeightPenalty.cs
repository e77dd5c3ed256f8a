using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen.CompilerServices;

/// <summary>L1 and L2 regularization of a layer's weights: L1 * sum |w| + L2 / 2 * sum w^2, with gradient L1 * sign(w) + L2 * w.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WeightPenalty
{
    private const int Part = 256;

    /// <summary>Adds the gradient of the penalty, unless gradients is a null reference, and returns the penalty.</summary>
    /// <param name="parameters">The slab; padding among the weights is 0 and adds nothing.</param>
    /// <param name="gradients">The slab of gradients, changed.</param>
    /// <param name="offset">Of the first weight in both.</param>
    /// <param name="count">Number of weights, padding included.</param>
    /// <param name="l1">L1.</param>
    /// <param name="l2">L2.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Add(ref readonly float parameters, ref float gradients, nint offset, nint count, float l1, float l2)
    {
        Unsafe.SkipInit(out Buffer terms);
        double penalty = 0;
        for (nint start = 0; start < count; start += Part)
        {
            nint length = count - start < Part ? count - start : Part;
            ref readonly float w = ref Unsafe.Add(ref Unsafe.AsRef(in parameters), offset + start);
            Fill(in w, ref terms[0], length, l1, l2);
            penalty += Sum.Invoke(ref terms[0], length);
            if (!Unsafe.IsNullRef(ref gradients))
            {
                AddGradient(in w, ref Unsafe.Add(ref gradients, offset + start), length, l1, l2);
            }
        }

        return (float)penalty;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Fill(ref readonly float w, ref float terms, nint count, float l1, float l2)
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            i = Terms<Simd512, Vector512<float>>(in w, ref terms, i, count, l1, l2);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            i = Terms<Simd256, Vector256<float>>(in w, ref terms, i, count, l1, l2);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            i = Terms<Simd128, Vector128<float>>(in w, ref terms, i, count, l1, l2);
        }

        Terms<SimdScalar, float>(in w, ref terms, i, count, l1, l2);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddGradient(ref readonly float w, ref float gradients, nint count, float l1, float l2)
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            i = Slopes<Simd512, Vector512<float>>(in w, ref gradients, i, count, l1, l2);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            i = Slopes<Simd256, Vector256<float>>(in w, ref gradients, i, count, l1, l2);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            i = Slopes<Simd128, Vector128<float>>(in w, ref gradients, i, count, l1, l2);
        }

        Slopes<SimdScalar, float>(in w, ref gradients, i, count, l1, l2);
    }

    /// <summary>|w| (l1 + l2 / 2 |w|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Terms<S, T>(ref readonly float w, ref float terms, nint i, nint count, float l1, float l2)
        where S : struct, ISimd<T>
        where T : struct
    {
        for (; count - i >= S.Count; i += S.Count)
        {
            T size = S.Abs(S.Load(in w, i));
            S.Store(S.MultiplyAdd(size, S.MultiplyAdd(l2 / 2, size, S.Create(l1)), S.Create(0f)), ref terms, i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Slopes<S, T>(ref readonly float w, ref float gradients, nint i, nint count, float l1, float l2)
        where S : struct, ISimd<T>
        where T : struct
    {
        T zero = S.Create(0f);
        for (; count - i >= S.Count; i += S.Count)
        {
            T weight = S.Load(in w, i);
            T sign = S.SelectLess(zero, weight, S.Create(l1), S.SelectLess(weight, zero, S.Create(-l1), zero));
            S.Store(S.Add(S.Load(ref gradients, i), S.MultiplyAdd(l2, weight, sign)), ref gradients, i);
        }

        return i;
    }

    [InlineArray(Part)]
    private struct Buffer
    {
        private float _first;
    }
}
