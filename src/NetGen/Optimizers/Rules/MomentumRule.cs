using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>v = beta * v + (1 - dampening) * g; w -= lr * v.</summary>
internal readonly struct MomentumRule(float learningRate, float beta, float gain) : IUpdateRule<MomentumRule>
{
    private readonly float _learningRate = learningRate;
    private readonly float _beta = beta;
    private readonly float _gain = gain;

    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in MomentumRule rule, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        first = S.MultiplyAdd(rule._beta, first, S.Multiply(S.Create(rule._gain), gradient));
        return S.MultiplyAdd(-rule._learningRate, first, parameter);
    }
}
