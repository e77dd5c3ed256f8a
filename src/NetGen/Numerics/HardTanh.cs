using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// f(z) = clamp(z, -1, 1); NaN stays NaN. f'(z) = 1 where -1 &lt; y &lt; 1, else 0, from the output y = f(z).
/// </summary>
public static class HardTanh
{
    /// <summary>clamp(z, -1, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        return S.Min(1f, S.Max(-1f, z));
    }

    /// <summary>f'(z), from y = f(z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Derivative<S, T>(T y)
        where S : struct, ISimd<T>
        where T : struct
    {
        // y - y is 0, or NaN where y is.
        return S.SelectLess(S.Abs(y), S.Create(1f), S.Create(1f), S.Subtract(y, y));
    }
}
