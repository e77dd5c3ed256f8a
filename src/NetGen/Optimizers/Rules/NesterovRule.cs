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
    public void Broadcast<S, T>(ref Factors<T> factors)
        where S : struct, ISimd<T>
        where T : struct
    {
        factors.A = S.Create(-_learningRate);
        factors.B = S.Create(_beta);
        factors.C = S.Create(_gain);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in Factors<T> factors, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        T scaled = S.Multiply(factors.C, gradient);
        first = S.MultiplyAdd(factors.B, first, scaled);
        return S.MultiplyAdd(factors.A, S.MultiplyAdd(factors.B, first, scaled), parameter);
    }
}
