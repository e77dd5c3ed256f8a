using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// f(z) = max(0, z); NaN stays NaN. f'(z) = 1 for z &gt; 0, else 0 (also at 0), from the output y = f(z).
/// </summary>
public static class ReLU
{
    /// <summary>max(0, z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        return S.Max(0f, z);
    }

    /// <summary>f'(z), from y = f(z), which is never negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Derivative<S, T>(T y)
        where S : struct, ISimd<T>
        where T : struct
    {
        // What is not positive is 0 or NaN, and stays.
        return S.SelectLess(S.Create(0f), y, S.Create(1f), y);
    }
}
