using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// log(1 + x) for x in [0, 1], the range that softplus and the cross-entropy on logits need; outside it the result means nothing.
/// Exact as x goes to 0, NaN stays NaN. Largest error: 1.4 ulp, without a fused multiply-add 1.8.
/// </summary>
/// <remarks>
/// x + x^2 * c(x), c of degree 8: minimax on [0, 1] for the relative error of log(1 + x) (5.3e-9), by reweighted least squares, the
/// coefficients rounded to float one by one and the rest fitted again.
/// </remarks>
public static class Log1p
{
    /// <summary>log(1 + x), for x in [0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T x)
        where S : struct, ISimd<T>
        where T : struct
    {
        T x2 = S.MultiplyAdd(x, x, 0f);
        T c01 = S.MultiplyAdd(0.333304644f, x, -0.499999315f);
        T c23 = S.MultiplyAdd(0.196921214f, x, -0.249580204f);
        T c45 = S.MultiplyAdd(0.106613711f, x, -0.153449774f);
        T c67 = S.MultiplyAdd(0.0200884603f, x, -0.0574604832f);
        T c = S.MultiplyAdd(-0.00329107419f, x2, c67);
        c = S.MultiplyAdd(S.MultiplyAdd(S.MultiplyAdd(c, x2, c45), x2, c23), x2, c01);
        return S.MultiplyAdd(c, x2, x);
    }
}
