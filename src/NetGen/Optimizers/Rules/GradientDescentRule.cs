using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>w -= lr * g.</summary>
internal readonly struct GradientDescentRule(float learningRate) : IUpdateRule<GradientDescentRule>
{
    private readonly float _learningRate = learningRate;

    public static int StateCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in GradientDescentRule rule, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct =>
        S.MultiplyAdd(-rule._learningRate, gradient, parameter);
}
