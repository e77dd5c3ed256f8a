using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>v = beta * v + (1 - dampening) * g; w -= lr * v.</summary>
internal readonly struct MomentumRule(float learningRate, float beta, float gain) : IUpdateRule
{
    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<S, T>(T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        first = State.Flush<S, T>(S.MultiplyAdd(beta, first, S.Multiply(S.Create(gain), gradient)));
        return S.MultiplyAdd(-learningRate, first, parameter);
    }
}
