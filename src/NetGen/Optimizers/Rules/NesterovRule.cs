using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>v = beta * v + (1 - dampening) * g; w -= lr * (beta * v + (1 - dampening) * g).</summary>
internal readonly struct NesterovRule(float learningRate, float beta, float gain) : IUpdateRule<NesterovRule>
{
    private readonly float _learningRate = learningRate;
    private readonly float _beta = beta;
    private readonly float _gain = gain;

    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in NesterovRule rule, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        T scaled = S.Multiply(S.Create(rule._gain), gradient);
        first = S.MultiplyAdd(rule._beta, first, scaled);
        return S.MultiplyAdd(-rule._learningRate, S.MultiplyAdd(rule._beta, first, scaled), parameter);
    }
}
