using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// The tail of the standard normal distribution, Q(a) = P(X &gt; a) = erfc(a / sqrt(2)) / 2 for a &gt;= 0, without cancellation. 0 from 13.22 on.
/// </summary>
/// <remarks>
/// Q(a) = exp(-a^2 / 2) * n(a) / d(a), of degrees 4 and 5 with positive coefficients, so nothing cancels: minimax on [0, 13.25] for the relative
/// error (9e-9), by reweighted least squares, then the rounded coefficients improved by a local search over their last bits. The rounding of
/// a^2 / 2 adds up to a^2 / 2 * 6e-8 of relative error, large only where Q is tiny.
/// </remarks>
internal static class NormalTail
{
    /// <summary>The bound on a at which the result is 0.</summary>
    internal const float UpperBound = 13.22f;

    /// <summary>-Q(a) for a in [0, 13.22], and exp(-a^2 / 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Negative<S, T>(T a, out T density)
        where S : struct, ISimd<T>
        where T : struct
    {
        density = Exp.OfBounded<S, T>(S.MultiplyAdd(S.MultiplyAdd(-0.5f, a, 0f), a, 0f));
        T n = S.MultiplyAdd(-0.0040159286f, a, -0.0399552733f);
        n = S.MultiplyAdd(n, a, -0.181220591f);
        n = S.MultiplyAdd(n, a, -0.435569465f);
        n = S.MultiplyAdd(n, a, -0.5f);
        T d = S.MultiplyAdd(0.010066295f, a, 0.100160457f);
        d = S.MultiplyAdd(d, a, 0.464152873f);
        d = S.MultiplyAdd(d, a, 1.19412565f);
        d = S.MultiplyAdd(d, a, 1.66902375f);
        d = S.MultiplyAdd(d, a, 1f);
        return S.Divide(S.MultiplyAdd(density, n, 0f), d);
    }
}
