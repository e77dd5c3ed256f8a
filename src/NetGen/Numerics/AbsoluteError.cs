using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>The absolute error |y - t| of an output y and its target t, and its derivative by y, sign(y - t), 0 at 0. NaN stays NaN.</summary>
public static class AbsoluteError
{
    /// <summary>|y - t|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<S, T>(T y, T t)
        where S : struct, ISimd<T>
        where T : struct
    {
        return S.Abs(S.Subtract(y, t));
    }

    /// <summary>1 for y &gt; t, -1 for y &lt; t, 0 for y = t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<S, T>(T y, T t)
        where S : struct, ISimd<T>
        where T : struct
    {
        // What is neither positive nor negative is 0 or NaN, and stays.
        T d = S.Subtract(y, t);
        return S.SelectLess(S.Create(0f), d, S.Create(1f), S.SelectLess(d, S.Create(0f), S.Create(-1f), d));
    }

    /// <summary>0, also at 0, where the derivative jumps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SecondDerivative<S, T>(T y, T t)
        where S : struct, ISimd<T>
        where T : struct
    {
        // d - d is 0, or NaN where d is.
        T d = S.Subtract(y, t);
        return S.Subtract(d, d);
    }
}
