using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// exp(x) = 2^n * exp(r) with n = floor(x / ln 2) and r in [0, ln 2]. Results below 2^-126 become +0, because denormal numbers are slow;
/// exp(0) = 1, exp(-inf) = 0, exp(+inf) = inf, and from 88.7228394 up the result is inf. NaN stays NaN. Largest error: 1.6 ulp.
/// </summary>
/// <remarks>
/// exp(r) - 1 = r + r^2 * c(r), c of degree 4: minimax on [-1.5e-5, ln 2 + 1.5e-5] for the relative error of exp(r) (2.9e-9), by
/// reweighted least squares, the coefficients rounded to float one by one and the rest fitted again. The quotient, of degrees 3 and 2, is fitted
/// likewise (8.5e-9).
/// </remarks>
public static class Exp
{
    // 126 ln 2 is 87.3365: everything below is 0, and this bound keeps n at -127, whose power of two is 0.
    internal const float LowerBound = -87.5f;

    // Added to a product, without effect on the result: one that is denormal stalls some processors, a fused multiply-add does not.
    internal const float SmallestNormal = 1.17549435e-38f;

    // 2^-96, added to squares likewise: not denormal when multiplied with coefficients either, so that f(0) is as fast as any other.
    internal const float SmallestSquare = 1.26217745e-29f;

    // The float above 1 / ln 2: with it the product reaches -126 exactly where the result leaves the normal numbers.
    private const float Log2E = 1.44269514f;

    /// <summary>exp(x), for any x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T x)
        where S : struct, ISimd<T>
        where T : struct
    {
        x = S.Max(LowerBound, x);

        // n stops at 127, so 2^n is finite; behind it r grows past ln 2 and the product overflows by itself.
        T n = S.Floor(S.Min(127.5f, S.MultiplyAdd(Log2E, x, SmallestNormal)));
        return Scaled<S, T>(Rest<S, T>(x, n), S.PowerOfTwo(n));
    }

    /// <summary>
    /// exp(x) for x of at most 0, such as differences from the largest logit: the same as <see cref="Invoke"/> with one bound less. Above 88 the result
    /// means nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T OfNegative<S, T>(T x)
        where S : struct, ISimd<T>
        where T : struct
    {
        return OfBounded<S, T>(S.Max(LowerBound, x));
    }

    /// <summary>exp(x) for x in [-88, 88], without the two bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    internal static T OfBounded<S, T>(T x)
        where S : struct, ISimd<T>
        where T : struct
    {
        T r = Reduce<S, T>(x, out T scale);
        return Scaled<S, T>(r, scale);
    }

    /// <summary>r in [0, ln 2] and scale = 2^n with exp(x) = scale * exp(r), for x in [-88, 88].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    internal static T Reduce<S, T>(T x, out T scale)
        where S : struct, ISimd<T>
        where T : struct
    {
        T n = S.Floor(S.MultiplyAdd(Log2E, x, SmallestNormal));
        scale = S.PowerOfTwo(n);
        return Rest<S, T>(x, n);
    }

    /// <summary>scale * exp(r), for r in [0, ln 2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    internal static T Scaled<S, T>(T r, T scale)
        where S : struct, ISimd<T>
        where T : struct
    {
        T r2 = S.MultiplyAdd(r, r, SmallestSquare);
        T low = S.MultiplyAdd(0.166632101f, r, 0.500002265f);
        T high = S.MultiplyAdd(0.00786928833f, r, 0.0418543667f);
        high = S.MultiplyAdd(0.00191205053f, r2, high);
        T q = S.MultiplyAdd(S.MultiplyAdd(high, r2, low), r2, r);
        return S.MultiplyAdd(scale, q, scale);
    }

    /// <summary>
    /// exp(r) as a quotient, for r in [0, ln 2]: its numerator, from 1 to 1.5. The sum of both parts needs no quotient before it, which makes a sigmoid's
    /// dependent operations a fifth fewer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    internal static T Quotient<S, T>(T r, out T denominator)
        where S : struct, ISimd<T>
        where T : struct
    {
        T r2 = S.MultiplyAdd(r, r, SmallestSquare);
        T low = S.MultiplyAdd(0.6200291f, r, 1f);
        T high = S.MultiplyAdd(0.02046882f, r, 0.163732f);
        denominator = S.MultiplyAdd(r, S.MultiplyAdd(0.043714888f, r, -0.37997147f), 1f);
        return S.MultiplyAdd(r2, high, low);
    }

    /// <summary>x - n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private static T Rest<S, T>(T x, T n)
        where S : struct, ISimd<T>
        where T : struct
    {
        // ln 2 in two parts, the first so short that n times it is exact, with or without a fused multiply-add.
        T r = S.MultiplyAdd(-0.693359375f, n, x);
        return S.MultiplyAdd(2.12194440e-4f, n, r);
    }
}
