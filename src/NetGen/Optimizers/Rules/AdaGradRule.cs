using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>s += g^2; w -= lr * g / (sqrt(s) + epsilon).</summary>
internal readonly struct AdaGradRule(float learningRate, float epsilon) : IUpdateRule<AdaGradRule>
{
    private readonly float _learningRate = learningRate;
    private readonly float _epsilon = epsilon;

    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Broadcast<S, T>(ref Factors<T> factors)
        where S : struct, ISimd<T>
        where T : struct
    {
        factors.A = S.Create(_learningRate);
        factors.B = S.Create(_epsilon);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in Factors<T> factors, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        first = S.MultiplyAdd(gradient, gradient, first);
        T scale = S.Add(S.Sqrt(S.Max(Exp.SmallestNormal, first)), factors.B);
        return S.Subtract(parameter, S.Divide(S.Multiply(factors.A, gradient), scale));
    }
}
