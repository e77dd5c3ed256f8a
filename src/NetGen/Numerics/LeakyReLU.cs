using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// f(z) = z for z &gt; 0, else alpha * z; NaN stays NaN. f'(z) = 1 for z &gt; 0, else alpha (also at 0), from the output y = f(z), which has the
/// sign of z only if alpha is not negative.
/// </summary>
public static class LeakyReLU
{
    /// <summary>z for z &gt; 0, else alpha * z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T z, float alpha)
        where S : struct, ISimd<T>
        where T : struct
    {
        return S.SelectLess(S.Create(0f), z, z, S.MultiplyAdd(alpha, z, 0f));
    }

    /// <summary>f'(z), from y = f(z) and an alpha that is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Derivative<S, T>(T y, float alpha)
        where S : struct, ISimd<T>
        where T : struct
    {
        // Where y is not positive, the maximum is alpha, or NaN.
        return S.SelectLess(S.Create(0f), y, S.Create(1f), S.Max(alpha, y));
    }
}
