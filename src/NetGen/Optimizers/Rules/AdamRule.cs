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
    public static T Apply<S, T>(in AdamRule rule, T parameter, T gradient, ref T first, ref T second)
        where S : struct, ISimd<T>
        where T : struct
    {
        T square = S.MultiplyAdd(S.Multiply(S.Create(1f - rule._beta2), gradient), gradient, S.Create(0f));
        first = S.MultiplyAdd(rule._beta1, first, S.Multiply(S.Create(1f - rule._beta1), gradient));
        second = S.MultiplyAdd(rule._beta2, second, square);
        T scale = S.MultiplyAdd(rule._rootFactor, S.Sqrt(S.Max(S.Create(Exp.SmallestNormal), second)), S.Create(rule._epsilon));
        return S.Subtract(parameter, S.Divide(S.Multiply(S.Create(rule._stepSize), first), scale));
    }
}
