using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>v = beta * v + (1 - dampening) * g; w -= lr * (beta * v + (1 - dampening) * g).</summary>
internal readonly struct NesterovRule(float learningRate, float beta, float gain) : IUpdateRule
{
    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<S, T>(T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        T scaled = S.Multiply(S.Create(gain), gradient);
        first = State.Flush<S, T>(S.MultiplyAdd(beta, first, scaled));
        return S.MultiplyAdd(-learningRate, S.MultiplyAdd(beta, first, scaled), parameter);
    }
}
