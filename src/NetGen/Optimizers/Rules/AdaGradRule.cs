using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>s += g^2; w -= lr * g / (sqrt(s) + epsilon).</summary>
internal readonly struct AdaGradRule(float learningRate, float epsilon) : IUpdateRule
{
    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<S, T>(T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        first = State.Flush<S, T>(S.MultiplyAdd(gradient, gradient, first));
        T scale = S.Add(S.Sqrt(first), S.Create(epsilon));
        return S.Subtract(parameter, S.Divide(S.Multiply(S.Create(learningRate), gradient), scale));
    }
}
