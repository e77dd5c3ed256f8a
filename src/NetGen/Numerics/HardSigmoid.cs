using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// f(z) = clamp(z / 6 + 1/2, 0, 1), computed as clamp(z + 3, 0, 6) / 6; NaN stays NaN. f'(z) = 1/6 where 0 &lt; y &lt; 1, else 0, from the
/// output y = f(z).
/// </summary>
public static class HardSigmoid
{
    private const float Slope = 1f / 6f;

    /// <summary>clamp(z / 6 + 1/2, 0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        T shifted = S.Min(6f, S.Max(0f, S.Add(z, S.Create(3f))));
        return S.Multiply(shifted, S.Create(Slope));
    }

    /// <summary>f'(z), from y = f(z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Derivative<S, T>(T y)
        where S : struct, ISimd<T>
        where T : struct
    {
        // y - y is 0, or NaN where y is.
        T belowOne = S.SelectLess(S.Create(0f), y, S.Create(Slope), S.Create(0f));
        return S.SelectLess(y, S.Create(1f), belowOne, S.Subtract(y, y));
    }
}
