using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// The natural logarithm: e * ln 2 + log(1 + f) with x = (1 + f) * 2^e and 1 + f in [sqrt(1/2), sqrt(2)). Denormal numbers too.
/// log(0) = -inf, NaN for negative x, log(inf) = inf, NaN stays NaN. Largest error: 1.0 ulp.
/// </summary>
/// <remarks>
/// log(1 + f) = f - f^2 / 2 + f^3 * c(f), c of degree 7: minimax on [sqrt(1/2) - 1, sqrt(2) - 1] for the relative error of log(1 + f) (5.8e-9),
/// by reweighted least squares, the coefficients rounded to float one by one and the rest fitted again.
/// </remarks>
public static class Log
{
    /// <summary>log(x), for any x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T x)
        where S : struct, ISimd<T>
        where T : struct
    {
        T smallest = S.Create(1.17549435e-38f);
        T normal = S.SelectLess(x, smallest, S.Multiply(x, S.Create(33554432f)), x);
        T shift = S.SelectLess(x, smallest, S.Create(-25f), S.Create(0f));
        T y = OfScaled<S, T>(normal, shift);

        T infinity = S.Create(float.PositiveInfinity);
        T notPositive = S.SelectLess(x, S.Create(0f), S.Create(float.NaN), S.Subtract(x, infinity));
        y = S.SelectLess(x, infinity, y, x);
        return S.SelectLess(S.Create(0f), x, y, notPositive);
    }

    /// <summary>
    /// log(x) for x that is positive, finite and not denormal, such as a sum of exponentials: the same as <see cref="Invoke"/>. Anything else gives a
    /// number that means nothing, NaN too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T OfNormal<S, T>(T x)
        where S : struct, ISimd<T>
        where T : struct
    {
        return OfScaled<S, T>(x, S.Create(0f));
    }

    /// <summary>log(x) + shift ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private static T OfScaled<S, T>(T x, T shift)
        where S : struct, ISimd<T>
        where T : struct
    {
        T f = S.Subtract(S.SplitExponent(x, out T e), S.Create(1f));
        e = S.Add(e, shift);

        T f2 = S.Multiply(f, f);
        T c01 = S.MultiplyAdd(-0.250008196f, f, 0.333333313f);
        T c23 = S.MultiplyAdd(-0.166234091f, f, 0.200012416f);
        T c45 = S.MultiplyAdd(-0.131596163f, f, 0.14201583f);
        T c67 = S.MultiplyAdd(-0.0763635114f, f, 0.127621785f);
        T c = S.MultiplyAdd(S.MultiplyAdd(S.MultiplyAdd(c67, f2, c45), f2, c23), f2, c01);
        T y = S.MultiplyAdd(S.MultiplyAdd(c, f, -0.5f), f2, f);

        // ln 2 in two parts, the first so short that e times it is exact.
        y = S.MultiplyAdd(-2.12194440e-4f, e, y);
        return S.MultiplyAdd(0.693359375f, e, y);
    }
}
