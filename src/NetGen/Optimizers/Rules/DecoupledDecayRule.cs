using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>A rule with decoupled weight decay: w is multiplied by 1 - lr * weightDecay first.</summary>
internal readonly struct DecoupledDecayRule<TRule>(TRule rule, float learningRate, float weightDecay) : IUpdateRule<DecoupledDecayRule<TRule>>
    where TRule : struct, IUpdateRule<TRule>
{
    private readonly TRule _inner = rule;
    private readonly float _factor = (float)(1.0 - ((double)learningRate * weightDecay));

    public static int StateCount => TRule.StateCount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Broadcast<S, T>(ref Factors<T> factors)
        where S : struct, ISimd<T>
        where T : struct
    {
        _inner.Broadcast<S, T>(ref factors);
        factors.Decay = S.Create(_factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in Factors<T> factors, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct =>
        TRule.Apply<S, T>(in factors, S.Multiply(factors.Decay, parameter), gradient, ref first, ref second);
}
