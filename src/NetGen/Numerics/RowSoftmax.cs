using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// Softmax of one row in memory: exp(z_k - m) / sum_j exp(z_j - m), m the largest logit, so no exponential overflows. The sum runs in the order of
/// <see cref="Sum"/>, so the bits do not depend on the vector width. Logits more than 87.3365 below the largest give 0. A NaN or +inf among the
/// logits, or a row of -inf only, makes every output NaN, as in PyTorch.
/// </summary>
public static class RowSoftmax
{
    /// <summary>
    /// Writes the softmax of <paramref name="count"/> logits, at least one, to <paramref name="outputs"/>, which may be the same memory. Nothing
    /// behind them is touched.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Invoke(ref readonly float logits, ref float outputs, nint count)
    {
        float largest = RowFold.Invoke<Maximum>(in logits, count);
        RowMap.Invoke<Exponential>(in logits, ref outputs, count, largest);
        RowMap.Invoke<Quotient>(in outputs, ref outputs, count, RowFold.Invoke<Sum.Addition>(in outputs, count));
    }

    private readonly struct Maximum : IFold
    {
        public static float Identity => float.NegativeInfinity;

        // A NaN may get lost here, but not in the exponentials, whose sum then is NaN.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Combine<S, T>(T folded, T value)
            where S : struct, ISimd<T>
            where T : struct => S.Max(folded, value);
    }

    private readonly struct Exponential : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x, float common)
            where S : struct, ISimd<T>
            where T : struct => Exp.OfNegative<S, T>(S.Subtract(x, S.Create(common)));
    }

    private readonly struct Quotient : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x, float common)
            where S : struct, ISimd<T>
            where T : struct => S.Divide(x, S.Create(common));
    }
}
