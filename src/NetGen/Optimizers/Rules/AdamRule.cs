using System;
using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// m = beta1 * m + (1 - beta1) * g; v = beta2 * v + (1 - beta2) * g^2;
/// w -= lr / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon).
/// </summary>
internal readonly struct AdamRule : IUpdateRule<AdamRule>
{
    private readonly float _stepSize;
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly float _rootFactor;
    private readonly float _epsilon;

    /// <param name="learningRate">lr.</param>
    /// <param name="beta1">Decay of the average of gradients.</param>
    /// <param name="beta2">Decay of the average of squares.</param>
    /// <param name="epsilon">Added to the root.</param>
    /// <param name="power1">beta1^t, t = 1 at the first step.</param>
    /// <param name="power2">beta2^t.</param>
    public AdamRule(float learningRate, float beta1, float beta2, float epsilon, double power1, double power2)
    {
        _beta1 = beta1;
        _beta2 = beta2;
        _epsilon = epsilon;
        _stepSize = (float)(learningRate / (1.0 - power1));
        _rootFactor = (float)(1.0 / Math.Sqrt(1.0 - power2));
    }

    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Broadcast<S, T>(ref Factors<T> factors)
        where S : struct, ISimd<T>
        where T : struct
    {
        factors.A = S.Create(_stepSize);
        factors.B = S.Create(_beta1);
        factors.C = S.Create(1f - _beta1);
        factors.D = S.Create(_beta2);
        factors.E = S.Create(1f - _beta2);
        factors.F = S.Create(_rootFactor);
        factors.G = S.Create(_epsilon);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<S, T>(in Factors<T> factors, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        T square = S.MultiplyAdd(S.Multiply(factors.E, gradient), gradient, 0f);
        first = S.MultiplyAdd(factors.B, first, S.Multiply(factors.C, gradient));
        second = S.MultiplyAdd(factors.D, second, square);
        T scale = S.MultiplyAdd(factors.F, S.Sqrt(S.Max(Exp.SmallestNormal, second)), factors.G);
        return S.Subtract(parameter, S.Divide(S.Multiply(factors.A, first), scale));
    }
}
