using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// f(z) = z / (1 + |z|); 1 and -1 at the infinities, the limits (PyTorch gives NaN there); NaN stays NaN. Largest error: 1.5 ulp.
/// f'(z) = 1 / (1 + |z|)^2, from the input z. Largest error: 3.6 ulp.
/// f''(z) = -2 sign(z) / (1 + |z|)^3, 0 at 0, where it jumps, from the input z.
/// </summary>
public static class Softsign
{
    /// <summary>z / (1 + |z|), for any z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        // From 2^25 on the result is 1 in float; the bounds keep inf / inf away.
        z = S.Max(-33554432f, S.Min(33554432f, z));
        return S.Divide(z, S.Add(S.Abs(z), S.Create(1f)));
    }

    /// <summary>f'(z), from the input z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Derivative<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        T root = S.Add(S.Abs(z), S.Create(1f));
        return S.Divide(S.Create(1f), S.Multiply(root, root));
    }

    /// <summary>f''(z), from the input z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T SecondDerivative<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        // What is neither positive nor negative is 0 or NaN, and stays.
        T root = S.Add(S.Abs(z), S.Create(1f));
        T numerator = S.SelectLess(S.Create(0f), z, S.Create(-2f), S.SelectLess(z, S.Create(0f), S.Create(2f), z));
        return S.Divide(S.Divide(numerator, S.Multiply(root, root)), root);
    }
}
