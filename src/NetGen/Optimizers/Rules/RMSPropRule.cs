using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>s = decay * s + (1 - decay) * g^2; w -= lr * g / (sqrt(s) + epsilon).</summary>
internal readonly struct RMSPropRule(float learningRate, float decay, float epsilon) : IUpdateRule
{
    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<S, T>(T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        T square = S.Multiply(S.Multiply(S.Create(1f - decay), gradient), gradient);
        first = State.Flush<S, T>(S.MultiplyAdd(decay, first, square));
        T scale = S.Add(S.Sqrt(first), S.Create(epsilon));
        return S.Subtract(parameter, S.Divide(S.Multiply(S.Create(learningRate), gradient), scale));
    }
}
