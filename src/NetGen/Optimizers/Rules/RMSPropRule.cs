using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>s = decay * s + (1 - decay) * g^2; w -= lr * g / (sqrt(s) + epsilon).</summary>
internal readonly struct RMSPropRule(float learningRate, float decay, float epsilon) : IUpdateRule<RMSPropRule>
{
    private readonly float _learningRate = learningRate;
    private readonly float _decay = decay;
    private readonly float _epsilon = epsilon;

    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in RMSPropRule rule, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        T square = S.Multiply(S.Multiply(S.Create(1f - rule._decay), gradient), gradient);
        first = S.MultiplyAdd(rule._decay, first, square);
        T scale = S.Add(S.Sqrt(S.Max(S.Create(Exp.SmallestNormal), first)), S.Create(rule._epsilon));
        return S.Subtract(parameter, S.Divide(S.Multiply(S.Create(rule._learningRate), gradient), scale));
    }
}
