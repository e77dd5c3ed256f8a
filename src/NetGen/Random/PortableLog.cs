using System;

namespace NetGen;

/// <summary>The natural logarithm with equal bits on every machine, which <see cref="Math.Log(double)"/> does not promise.</summary>
internal static class PortableLog
{
    private const long SqrtHalfBits = 0x3FE6A09E667F3BCD;

    // ln 2 in two parts: the high one has so few bits that its product with an exponent is exact.
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Low = 5.497923018708371e-14;

    /// <summary>ln x for positive normal x; error below 1 ulp.</summary>
    public static double Of(double x)
    {
        // x = m * 2^e with m in [sqrt(1/2), sqrt(2)), and ln m = 2 artanh s with s = (m - 1) / (m + 1), |s| below 0.172.
        long bits = BitConverter.DoubleToInt64Bits(x);
        long e = (bits - SqrtHalfBits) >> 52;
        double m = BitConverter.Int64BitsToDouble(bits - (e << 52));
        double s = (m - 1.0) / (m + 1.0);
        double z = s * s;

        // artanh s = s + s^3/3 + s^5/5 + ...; the first term left out is below 3e-18 of the sum.
        double p = 1.0 / 21;
        p = (p * z) + (1.0 / 19);
        p = (p * z) + (1.0 / 17);
        p = (p * z) + (1.0 / 15);
        p = (p * z) + (1.0 / 13);
        p = (p * z) + (1.0 / 11);
        p = (p * z) + (1.0 / 9);
        p = (p * z) + (1.0 / 7);
        p = (p * z) + (1.0 / 5);
        p = (p * z) + (1.0 / 3);
        double twice = s + s;
        return (e * Ln2High) + (twice + ((twice * (z * p)) + (e * Ln2Low)));
    }
}
