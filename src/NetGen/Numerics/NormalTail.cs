using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// The tail of the standard normal distribution, Q(a) = P(X &gt; a) = erfc(a / sqrt(2)) / 2 for a &gt;= 0, without cancellation. 0 from 13.22 on.
/// </summary>
/// <remarks>
/// Q(a) = exp(-a^2 / 2) * t * c(t) with t = 1 / (1 + 0.28125 a), c of degree 8: minimax on a in [0, 13.25] for the relative error (5.4e-8), by
/// reweighted least squares, the coefficients rounded to float one by one and the rest fitted again. The rounding of a^2 / 2 adds up to
/// a^2 / 2 * 6e-8 of relative error, large only where Q is tiny.
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
        density = Exp.OfBounded<S, T>(S.Multiply(S.Multiply(a, S.Create(-0.5f)), a));
        T t = S.Divide(S.Create(1f), S.MultiplyAdd(a, S.Create(0.28125f), S.Create(1f)));
        T t2 = S.Multiply(t, t);
        T c01 = S.MultiplyAdd(t, S.Create(-0.112609342f), S.Create(-0.11217957f));
        T c23 = S.MultiplyAdd(t, S.Create(-0.0961151943f), S.Create(-0.100413129f));
        T c45 = S.MultiplyAdd(t, S.Create(-0.0375405289f), S.Create(-0.0427733324f));
        T c67 = S.MultiplyAdd(t, S.Create(0.0749819279f), S.Create(-0.0520221405f));
        T c = S.MultiplyAdd(t2, S.Create(-0.0213287175f), c67);
        c = S.MultiplyAdd(S.MultiplyAdd(S.MultiplyAdd(c, t2, c45), t2, c23), t2, c01);
        return S.Multiply(S.Multiply(density, t), c);
    }
}
