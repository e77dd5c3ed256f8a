using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// f(z) = log(1 + exp(z)), computed as max(z, 0) + log1p(exp(-|z|)). 0 below -87.3365, f(-inf) = 0, f(inf) = inf; NaN stays NaN.
/// Largest error: 2.3 ulp. f'(z) = s = 1 / (1 + exp(-z)) and f''(z) = s (1 - s), from the input z.
/// </summary>
public static class Softplus
{
    /// <summary>log(1 + exp(z)), for any z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        return S.Add(S.Max(0f, z), OfMinusAbs<S, T>(z));
    }

    /// <summary>f'(z), from the input z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Derivative<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        return Sigmoid.Invoke<S, T>(z);
    }

    /// <summary>f''(z) = f'(z) (1 - f'(z)), from the input z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T SecondDerivative<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        return Sigmoid.Derivative<S, T>(Sigmoid.Invoke<S, T>(z));
    }

    /// <summary>log(1 + exp(-|z|)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    internal static T OfMinusAbs<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        T x = S.Max(Exp.LowerBound, S.Negate(S.Abs(z)));
        return Log1p.Invoke<S, T>(Exp.OfBounded<S, T>(x));
    }
}
