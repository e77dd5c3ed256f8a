using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>The squared error (y - t)^2 of an output y and its target t, and its derivative by y, 2 (y - t). NaN stays NaN.</summary>
public static class SquaredError
{
    /// <summary>(y - t)^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<S, T>(T y, T t)
        where S : struct, ISimd<T>
        where T : struct
    {
        T d = S.Subtract(y, t);
        return S.MultiplyAdd(d, d, 0f);
    }

    /// <summary>2 (y - t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<S, T>(T y, T t)
        where S : struct, ISimd<T>
        where T : struct
    {
        T d = S.Subtract(y, t);
        return S.Add(d, d);
    }

    /// <summary>2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SecondDerivative<S, T>(T y, T t)
        where S : struct, ISimd<T>
        where T : struct
    {
        // d - d is 0, or NaN where d is.
        T d = S.Subtract(y, t);
        return S.Add(S.Subtract(d, d), S.Create(2f));
    }
}
