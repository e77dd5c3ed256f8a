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
    public static T Apply<S, T>(in L2Rule<TRule> rule, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct =>
        TRule.Apply<S, T>(in rule._inner, parameter, S.MultiplyAdd(rule._weightDecay, parameter, gradient), ref first, ref second);
}
