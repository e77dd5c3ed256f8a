using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// 1 / (1 + exp(-z)) within 2.7e-5, for <see cref="Precision.Fast"/>: 1/2 + tanh(z / 2) / 2 with the approximation of <see cref="FastTanh"/>, its
/// factors of 1/2 in the coefficients. From 0.00002 to 0.99998: small results are not relatively accurate. NaN stays NaN.
/// </summary>
public static class FastSigmoid
{
    /// <summary>1 / (1 + exp(-z)), for any z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        T x = S.Max(-10f, S.Min(10f, z));
        T u = S.MultiplyAdd(x, x, Exp.SmallestSquare);
        T p = S.MultiplyAdd(S.MultiplyAdd(6.705688e-4f / 64f, u, 0.10241785f / 16f), u, 0.9999481f / 4f);
        T q = S.MultiplyAdd(S.MultiplyAdd(0.012819927f / 16f, u, 0.4354327f / 4f), u, 1f);
        return S.MultiplyAdd(x, S.Divide(p, q), 0.5f);
    }
}
