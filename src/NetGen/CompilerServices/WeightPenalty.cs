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
            Run(in w, ref terms[0], ref Unsafe.Add(ref gradients, offset + start), !Unsafe.IsNullRef(ref gradients), length, l1, l2);
            penalty += Sum.Invoke(ref terms[0], length);
        }

        return (float)penalty;
    }

    /// <summary>Adds the Hessian of the penalty times a vector, L2 * vector, to a product. L1 has none: its gradient is constant but for the jump at 0.</summary>
    /// <param name="vector">The slab of the vector; padding among the weights is 0 and adds nothing.</param>
    /// <param name="product">The slab of products, changed.</param>
    /// <param name="offset">Of the first weight in both.</param>
    /// <param name="count">Number of weights, padding included.</param>
    /// <param name="l2">L2.</param>
    public static void AddProduct(ref readonly float vector, ref float product, nint offset, nint count, float l2)
    {
        for (nint i = offset; i < offset + count; i++)
        {
            Unsafe.Add(ref product, i) += l2 * Unsafe.Add(ref Unsafe.AsRef(in vector), i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Run(ref readonly float w, ref float terms, ref float gradients, bool hasGradients, nint count, float l1, float l2)
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            i = Vectors<Simd512, Vector512<float>>(in w, ref terms, ref gradients, hasGradients, i, count, l1, l2);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            i = Vectors<Simd256, Vector256<float>>(in w, ref terms, ref gradients, hasGradients, i, count, l1, l2);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            i = Vectors<Simd128, Vector128<float>>(in w, ref terms, ref gradients, hasGradients, i, count, l1, l2);
        }

        Vectors<SimdScalar, float>(in w, ref terms, ref gradients, hasGradients, i, count, l1, l2);
    }

    /// <summary>The terms |w| (l1 + l2 / 2 |w|), and l1 sign(w) + l2 w added to the gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Vectors<S, T>(
        ref readonly float w, ref float terms, ref float gradients, bool hasGradients, nint i, nint count, float l1, float l2)
        where S : struct, ISimd<T>
        where T : struct
    {
        T zero = S.Create(0f);
        for (; count - i >= S.Count; i += S.Count)
        {
            T weight = S.Load(in w, i);
            T size = S.Abs(weight);
            S.Store(S.MultiplyAdd(size, S.MultiplyAdd(l2 / 2, size, l1), zero), ref terms, i);
            if (hasGradients)
            {
                T sign = S.SelectLess(zero, weight, S.Create(l1), S.SelectLess(weight, zero, S.Create(-l1), zero));
                S.Store(S.Add(S.Load(ref gradients, i), S.MultiplyAdd(l2, weight, sign)), ref gradients, i);
            }
        }

        return i;
    }

    [InlineArray(Part)]
    private struct Buffer
    {
        private float _first;
    }
}
