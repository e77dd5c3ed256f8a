using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// tanh(z) within 5.3e-5, for <see cref="Precision.Fast"/>: z * (P(z^2) / Q(z^2)) with z held within -5 and 5. Below that the relative error is at
/// most 5.3e-5. NaN stays NaN, -0 stays -0.
/// </summary>
/// <remarks>P and Q of degree 2: minimax on [0, 5] for the relative error, by reweighted least squares.</remarks>
public static class FastTanh
{
    /// <summary>tanh(z), for any z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T z)
        where S : struct, ISimd<T>
        where T : struct
    {
        T x = S.Max(-5f, S.Min(5f, z));
        T u = S.MultiplyAdd(x, x, Exp.SmallestSquare);
        T p = S.MultiplyAdd(S.MultiplyAdd(6.705688e-4f, u, 0.10241785f), u, 0.9999481f);
        T q = S.MultiplyAdd(S.MultiplyAdd(0.012819927f, u, 0.4354327f), u, 1f);
        return S.MultiplyAdd(x, S.Divide(p, q), -0f);
    }
}
