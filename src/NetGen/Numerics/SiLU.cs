using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// f(z) = z / (1 + exp(-z)). -0 below -87.3365, also at -inf, the limit (PyTorch gives NaN there); f(inf) = inf; NaN stays NaN.
/// Largest error: 3.4 ulp.
/// f'(z) = s (1 + z (1 - s)) with s = 1 / (1 + exp(-z)), from the input z. Largest absolute error: 1.8e-7.
/// f''(z) = s (1 - s) (2 + z (1 - 2 s)), from the input z.
/// </summary>
public static class SiLU
{
    /// <summary>z / (1 + exp(-z)), for any z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        z = S.Max(Exp.LowerBound, z);
        T e = Exp.OfBounded<S, T>(S.Min(18f, z));
        return S.MultiplyAdd(z, S.Divide(e, S.Add(e, S.Create(1f))), 0f);
    }

    /// <summary>f'(z), from the input z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Derivative<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        z = S.Max(Exp.LowerBound, S.Min(25f, z));
        T e = Exp.OfBounded<S, T>(z);
        T complement = S.Divide(S.Create(1f), S.Add(e, S.Create(1f)));
        T s = S.Divide(e, S.Add(e, S.Create(1f)));
        return S.MultiplyAdd(S.MultiplyAdd(z, s, 0f), complement, s);
    }

    /// <summary>f''(z), from the input z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T SecondDerivative<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        z = S.Max(Exp.LowerBound, S.Min(25f, z));
        T e = Exp.OfBounded<S, T>(z);
        T complement = S.Divide(S.Create(1f), S.Add(e, S.Create(1f)));
        T s = S.Divide(e, S.Add(e, S.Create(1f)));
        T factor = S.MultiplyAdd(z, S.Subtract(complement, s), 2f);
        return S.MultiplyAdd(S.MultiplyAdd(s, complement, 0f), factor, 0f);
    }
}
