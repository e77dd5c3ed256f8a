using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// f(z) = z * (1 + erf(z / sqrt(2))) / 2, the exact form, computed as max(z, 0) - |z| Q(|z|) with the normal tail Q, so nothing cancels for
/// negative z. f(-inf) = 0 and f(inf) = inf, the limits (PyTorch gives NaN at -inf); NaN stays NaN. Largest error: 1e-7 * max(1, |z|);
/// relative, it grows from 3.8e-7 (4.5 ulp) for z &gt;= -1 to 9e-7 at -5 and 5e-6 at -13. 0 below -13.22.
/// f'(z) = P(X &lt; z) + z * exp(-z^2 / 2) / sqrt(2 pi), from the input z. Largest absolute error: 1.8e-7.
/// f''(z) = (2 - z^2) exp(-z^2 / 2) / sqrt(2 pi), from the input z.
/// </summary>
public static class GELU
{
    /// <summary>z * (1 + erf(z / sqrt(2))) / 2, for any z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        T a = S.Min(NormalTail.UpperBound, S.Abs(z));
        return S.MultiplyAdd(a, NormalTail.Negative<S, T>(a, out _), S.Max(0f, z));
    }

    /// <summary>f'(z), from the input z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Derivative<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        z = S.Max(-NormalTail.UpperBound, S.Min(NormalTail.UpperBound, z));
        T tail = NormalTail.Negative<S, T>(S.Abs(z), out T density);
        T below = S.SelectLess(z, S.Create(0f), S.Negate(tail), S.Add(tail, S.Create(1f)));
        return S.MultiplyAdd(S.MultiplyAdd(0.39894228f, z, 0f), density, below);
    }

    /// <summary>f''(z), from the input z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T SecondDerivative<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        z = S.Max(-NormalTail.UpperBound, S.Min(NormalTail.UpperBound, z));
        T minusHalf = S.MultiplyAdd(-0.5f, z, 0f);
        T density = Exp.OfBounded<S, T>(S.MultiplyAdd(minusHalf, z, 0f));
        T factor = S.MultiplyAdd(S.Negate(z), z, 2f);
        return S.MultiplyAdd(S.MultiplyAdd(0.39894228f, factor, 0f), density, 0f);
    }
}
