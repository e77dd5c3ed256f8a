using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>w -= lr * g.</summary>
internal readonly struct GradientDescentRule(float learningRate) : IUpdateRule<GradientDescentRule>
{
    private readonly float _learningRate = learningRate;

    public static int StateCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Broadcast<S, T>(ref Factors<T> factors)
        where S : struct, ISimd<T>
        where T : struct
    {
        factors.A = S.Create(-_learningRate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in Factors<T> factors, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct =>
        S.MultiplyAdd(factors.A, gradient, parameter);
}
