using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>w -= lr * g.</summary>
internal readonly struct GradientDescentRule(float learningRate) : IUpdateRule
{
    public static int StateCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<S, T>(T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct =>
        S.MultiplyAdd(-learningRate, gradient, parameter);
}
