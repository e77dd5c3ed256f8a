using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// The error function 2 / sqrt(pi) * integral of exp(-t^2) from 0 to x. Saturates to exactly 1 and -1 from |x| = 4.2 on, never beyond;
/// NaN stays NaN. Largest relative error: 3.4e-7 (5.7 ulp), without a fused multiply-add 4.6e-7 (7.6 ulp).
/// </summary>
/// <remarks>
/// x * p(x^2) / q(x^2), both of degree 5: minimax on [0, 3.92] for the relative error (5.4e-8), by Remez exchange, then the rounded coefficients
/// improved by a local search over their last bits.
/// </remarks>
public static class Erf
{
    /// <summary>erf(x), for any x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Invoke<S, T>(T x)
        where S : struct, ISimd<T>
        where T : struct
    {
        // Beyond the fit the quotient grows past 1, so the second bound makes the end exact, however it is rounded.
        T a = S.Min(4.2f, S.Abs(x));
        T v = S.MultiplyAdd(a, a, 0f);
        T p = S.MultiplyAdd(1.74637819e-06f, v, 0.000249381817f);
        p = S.MultiplyAdd(p, v, 0.00339440675f);
        p = S.MultiplyAdd(p, v, 0.0469136052f);
        p = S.MultiplyAdd(p, v, 0.170690149f);
        T q = S.MultiplyAdd(3.28607894e-05f, v, 0.00103584072f);
        q = S.MultiplyAdd(q, v, 0.0133858155f);
        q = S.MultiplyAdd(q, v, 0.101848267f);
        q = S.MultiplyAdd(q, v, 0.446678907f);
        q = S.MultiplyAdd(q, v, 0.886226952f);
        T y = S.Divide(S.MultiplyAdd(S.MultiplyAdd(a, v, 0f), p, a), q);
        return S.CopySign(S.Min(1f, y), x);
    }
}
