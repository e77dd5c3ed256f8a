using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// f(z) = tanh(z) = h / (h + 1) with h = (exp(2z) - 1) / 2, on |z| with the sign put back. Exactly 1 from |z| = 9.02 on, never beyond;
/// NaN stays NaN, tanh(-0) = -0. Largest error: 2.6 ulp (1.8e-7), also near 0.
/// f'(z) = 1 - y^2 from the output y = f(z).
/// </summary>
/// <remarks>
/// h = 2^n * (exp(2r) - 1) / 2 + (2^n - 1) / 2 with n = round(2z / ln 2). (exp(2r) - 1) / 2 = r + r^2 + r^3 * c(r), c of degree 3: minimax on
/// [-ln(2) / 4, ln(2) / 4] for its relative error (1.4e-8), by reweighted least squares, the coefficients rounded to float one by one and the
/// rest fitted again.
/// </remarks>
public static class Tanh
{
    /// <summary>tanh(z), for any z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        T a = S.Min(S.Create(10f), S.Abs(z));
        T sum = S.MultiplyAdd(a, S.Create(2.88539004f), S.Create(12583039f));
        T n = S.Subtract(sum, S.Create(12583039f));

        // ln(2) / 2 in one float: its rounding, n times 7e-10, matters less the larger h is.
        T r = S.MultiplyAdd(n, S.Create(-0.346573591f), a);
        T r2 = S.Multiply(r, r);
        T low = S.MultiplyAdd(r, S.Create(0.666661978f), S.Create(1f));
        T high = S.MultiplyAdd(r, S.Create(0.133855537f), S.Create(0.333334863f));
        high = S.MultiplyAdd(r2, S.Create(0.0444731787f), high);
        T q = S.MultiplyAdd(S.MultiplyAdd(high, r2, low), r2, r);
        T scale = S.PowerOfTwoFromSum(sum);
        T h = S.MultiplyAdd(scale, q, S.MultiplyAdd(scale, S.Create(0.5f), S.Create(-0.5f)));
        return S.CopySign(S.Divide(h, S.Add(h, S.Create(1f))), z);
    }

    /// <summary>f'(z) = 1 - y^2, from y = f(z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Derivative<S, T>(T y)
        where S : struct, ISimd<T>
        where T : struct
    {
        return S.MultiplyAdd(S.Negate(y), y, S.Create(1f));
    }
}
