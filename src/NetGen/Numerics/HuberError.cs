using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// The Huber error of an output y and its target t, d = y - t: d^2 / 2 for |d| &lt;= delta, else delta (|d| - delta / 2); and its derivative by y,
/// clamp(d, -delta, delta). delta is positive. NaN stays NaN.
/// </summary>
public static class HuberError
{
    /// <summary>d^2 / 2 for |d| &lt;= delta, else delta (|d| - delta / 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<S, T>(T y, T t, float delta)
        where S : struct, ISimd<T>
        where T : struct
    {
        // m (|d| - m / 2) with m = min(delta, |d|) is both branches in one.
        T a = S.Abs(S.Subtract(y, t));
        T m = S.Min(delta, a);
        return S.MultiplyAdd(m, S.MultiplyAdd(-0.5f, m, a), 0f);
    }

    /// <summary>clamp(y - t, -delta, delta).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<S, T>(T y, T t, float delta)
        where S : struct, ISimd<T>
        where T : struct
    {
        return S.Max(-delta, S.Min(delta, S.Subtract(y, t)));
    }

    /// <summary>1 for |y - t| &lt;= delta, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SecondDerivative<S, T>(T y, T t, float delta)
        where S : struct, ISimd<T>
        where T : struct
    {
        // What is neither inside nor outside is NaN, and stays.
        T a = S.Abs(S.Subtract(y, t));
        return S.SelectLess(S.Create(delta), a, S.Create(0f), S.SelectLess(a, S.Create(float.PositiveInfinity), S.Create(1f), a));
    }
}
