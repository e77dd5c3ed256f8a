using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>A rule with L2 regularization: weightDecay * w is added to the gradient first.</summary>
internal readonly struct L2Rule<TRule>(TRule rule, float weightDecay) : IUpdateRule
    where TRule : struct, IUpdateRule
{
    public static int StateCount => TRule.StateCount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<S, T>(T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct =>
        rule.Apply<S, T>(parameter, S.MultiplyAdd(weightDecay, parameter, gradient), ref first, ref second);
}
