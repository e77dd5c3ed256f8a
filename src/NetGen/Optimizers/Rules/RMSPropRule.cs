using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>s = decay * s + (1 - decay) * g^2; w -= lr * g / (sqrt(s) + epsilon).</summary>
internal readonly struct RMSPropRule(float learningRate, float decay, float epsilon) : IUpdateRule<RMSPropRule>
{
    private readonly float _learningRate = learningRate;
    private readonly float _decay = decay;
    private readonly float _epsilon = epsilon;

    public static int StateCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Broadcast<S, T>(ref Factors<T> factors)
        where S : struct, ISimd<T>
        where T : struct
    {
        factors.A = S.Create(_learningRate);
        factors.B = S.Create(_decay);
        factors.C = S.Create(1f - _decay);
        factors.D = S.Create(_epsilon);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in Factors<T> factors, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        T square = S.MultiplyAdd(S.Multiply(factors.C, gradient), gradient, 0f);
        first = S.MultiplyAdd(factors.B, first, square);
        T scale = S.Add(S.Sqrt(S.Max(Exp.SmallestNormal, first)), factors.D);
        return S.Subtract(parameter, S.Divide(S.Multiply(factors.A, gradient), scale));
    }
}
