using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>A rule with decoupled weight decay: w is multiplied by 1 - lr * weightDecay first.</summary>
internal readonly struct DecoupledDecayRule<TRule>(TRule rule, float learningRate, float weightDecay) : IUpdateRule
    where TRule : struct, IUpdateRule
{
    private readonly float _factor = (float)(1.0 - ((double)learningRate * weightDecay));

    public static int StateCount => TRule.StateCount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<S, T>(T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct =>
        rule.Apply<S, T>(S.Multiply(S.Create(_factor), parameter), gradient, ref first, ref second);
}
