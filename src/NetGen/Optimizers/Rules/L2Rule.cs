using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>A rule with L2 regularization: weightDecay * w is added to the gradient first.</summary>
internal readonly struct L2Rule<TRule>(TRule rule, float weightDecay) : IUpdateRule<L2Rule<TRule>>
    where TRule : struct, IUpdateRule<TRule>
{
    private readonly TRule _inner = rule;
    private readonly float _weightDecay = weightDecay;

    public static int StateCount => TRule.StateCount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Broadcast<S, T>(ref Factors<T> factors)
        where S : struct, ISimd<T>
        where T : struct
    {
        _inner.Broadcast<S, T>(ref factors);
        factors.Decay = S.Create(_weightDecay);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in Factors<T> factors, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct =>
        TRule.Apply<S, T>(in factors, parameter, S.MultiplyAdd(factors.Decay, parameter, gradient), ref first, ref second);
}
