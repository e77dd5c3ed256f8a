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
        T x = S.Max(S.Create(-5f), S.Min(S.Create(5f), z));
        T u = S.MultiplyAdd(x, x, S.Create(Exp.SmallestSquare));
        T p = S.MultiplyAdd(S.MultiplyAdd(u, S.Create(6.705688e-4f), S.Create(0.10241785f)), u, S.Create(0.9999481f));
        T q = S.MultiplyAdd(S.MultiplyAdd(u, S.Create(0.012819927f), S.Create(0.4354327f)), u, S.Create(1f));
        return S.MultiplyAdd(x, S.Divide(p, q), S.Create(-0f));
    }
}
