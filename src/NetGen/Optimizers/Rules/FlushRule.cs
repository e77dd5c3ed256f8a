using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// A rule that also turns denormals of the state to 0. A state that decays towards zero (a dead unit's) would else stay denormal for ever:
/// rounding stops its decay, and arithmetic on denormals is many times slower on some processors. NaN stays NaN.
/// </summary>
internal readonly struct FlushRule<TRule>(TRule rule) : IUpdateRule<FlushRule<TRule>>
    where TRule : struct, IUpdateRule<TRule>
{
    private readonly TRule _inner = rule;

    public static int StateCount => TRule.StateCount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Broadcast<S, T>(ref Factors<T> factors)
        where S : struct, ISimd<T>
        where T : struct
    {
        _inner.Broadcast<S, T>(ref factors);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in Factors<T> factors, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        T result = TRule.Apply<S, T>(in factors, parameter, gradient, ref first, ref second);
        first = Flush<S, T>(first);
        second = Flush<S, T>(second);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Flush<S, T>(T value)
        where S : struct, ISimd<T>
        where T : struct =>
        S.SelectLess(S.Abs(value), S.Create(Exp.SmallestNormal), S.Create(0f), value);
}
