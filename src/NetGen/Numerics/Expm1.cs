using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// exp(x) - 1 without the cancellation near 0: 2^n * (exp(r) - 1) + (2^n - 1) with n = round(x / ln 2) and |r| at most ln(2) / 2.
/// -1 for -inf, inf from 88.7228394 up, NaN stays NaN, -0 gives +0. Largest error: 1.8 ulp.
/// </summary>
/// <remarks>
/// exp(r) - 1 = r + r^2 / 2 + r^3 * c(r), c of degree 3: minimax on [-ln(2) / 2, ln(2) / 2] for the relative error of exp(r) - 1 (1.4e-8),
/// by reweighted least squares, the coefficients rounded to float one by one and the rest fitted again.
/// </remarks>
public static class Expm1
{
    /// <summary>exp(x) - 1, for any x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T x)
        where S : struct, ISimd<T>
        where T : struct
    {
        return OfAtMost89<S, T>(S.Min(89f, x));
    }

    /// <summary>exp(x) - 1 for x up to 89. Above that the result means nothing, for callers that select another one there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    internal static T OfAtMost89<S, T>(T x)
        where S : struct, ISimd<T>
        where T : struct
    {
        // Half the result is computed, because 2^n itself is out of range for n = 128: the constant rounds to n and leaves n - 1 to the shift.
        x = S.Max(-18f, x);
        T sum = S.MultiplyAdd(1.44269502f, x, 12583038f);
        T n = S.Subtract(sum, S.Create(12583038f));
        T r = S.MultiplyAdd(-0.693359375f, n, x);
        r = S.MultiplyAdd(2.12194440e-4f, n, r);
        T r2 = S.MultiplyAdd(r, r, 0f);
        T low = S.MultiplyAdd(0.166665494f, r, 0.5f);
        T high = S.MultiplyAdd(0.00836597104f, r, 0.0416668579f);
        high = S.MultiplyAdd(0.00138978683f, r2, high);
        T q = S.MultiplyAdd(S.MultiplyAdd(high, r2, low), r2, r);
        T scale = S.PowerOfTwoFromSum(sum);
        T half = S.MultiplyAdd(scale, q, S.Subtract(scale, S.Create(0.5f)));
        return S.Add(half, half);
    }
}
