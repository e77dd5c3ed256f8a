using System;

namespace NetGen.Tests.Numerics;

/// <summary>The functions in double precision, by formulas that share nothing with the kernels.</summary>
internal static class Reference
{
    private const double InverseSqrt2Pi = 0.398942280401432677939946;
    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543772;

    /// <summary>Kahan's form: the errors of exp and log cancel.</summary>
    public static double Expm1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1 || double.IsInfinity(u))
        {
            return u == 1 ? x : u;
        }

        double difference = u - 1;
        return difference == -1 ? -1 : difference * x / Math.Log(u);
    }

    public static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    /// <summary>Taylor series up to 2.5, else from the continued fraction of erfc.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) >= 2.5)
        {
            return x > 0 ? 1 - Erfc(x) : Erfc(-x) - 1;
        }

        double term = x;
        double sum = x;
        for (int n = 1; n < 100; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }

        return sum * 2 / Math.Sqrt(Math.PI);
    }

    public static double Erfc(double x)
    {
        if (x < 2.5)
        {
            return 1 - Erf(x);
        }

        double fraction = 0;
        for (int n = 200; n > 0; n--)
        {
            fraction = n / 2.0 / (x + fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }

    public static double Sigmoid(double z) => z < 0 ? Math.Exp(z) / (1 + Math.Exp(z)) : 1 / (1 + Math.Exp(-z));

    public static double SigmoidSlope(double z) => Sigmoid(z) * Sigmoid(-z);

    public static double TanhSlope(double z) => 1 / (Math.Cosh(z) * Math.Cosh(z));

    public static double ReLU(double z) => z > 0 ? z : 0;

    public static double Step(double z) => z > 0 ? 1 : 0;

    public static double LeakyReLU(double z, double alpha) => z > 0 ? z : alpha * z;

    public static double ELU(double z, double alpha) => z > 0 ? z : alpha * Expm1(z);

    public static double ELUSlope(double z, double alpha) => z > 0 ? 1 : alpha * Math.Exp(z);

    public static double SELU(double z) => SeluScale * ELU(z, SeluAlpha);

    public static double SELUSlope(double z) => SeluScale * ELUSlope(z, SeluAlpha);

    public static double NormalCdf(double z) => z < 0 ? Erfc(-z / Math.Sqrt(2)) / 2 : 1 - Erfc(z / Math.Sqrt(2)) / 2;

    public static double GELU(double z) => z * NormalCdf(z);

    public static double GELUSlope(double z) => NormalCdf(z) + z * InverseSqrt2Pi * Math.Exp(-z * z / 2);

    public static double SiLU(double z) => z * Sigmoid(z);

    public static double SiLUSlope(double z) => Sigmoid(z) * (1 + z * Sigmoid(-z));

    public static double Softplus(double z) => Math.Max(z, 0) + Log1p(Math.Exp(-Math.Abs(z)));

    public static double Softsign(double z) => z / (1 + Math.Abs(z));

    public static double SoftsignSlope(double z) => 1 / ((1 + Math.Abs(z)) * (1 + Math.Abs(z)));

    public static double HardSigmoid(double z) => Math.Clamp(z / 6 + 0.5, 0, 1);

    public static double HardSigmoidSlope(double z) => z > -3 && z < 3 ? 1.0 / 6 : 0;

    public static double HardTanh(double z) => Math.Clamp(z, -1, 1);

    public static double HardTanhSlope(double z) => z > -1 && z < 1 ? 1 : 0;

    public static double Mish(double z) => z * Math.Tanh(Softplus(z));

    public static double MishSlope(double z)
    {
        double w = Math.Tanh(Softplus(z));
        return w + z * Sigmoid(z) * (1 - w * w);
    }

    public static double Huber(double difference, double delta) =>
        Math.Abs(difference) <= delta ? difference * difference / 2 : delta * (Math.Abs(difference) - delta / 2);

    /// <summary>-t log(p) - (1 - t) log(1 - p) with p = sigmoid(z), each logarithm as a softplus.</summary>
    public static double BinaryCrossEntropy(double z, double t) => t * Softplus(-z) + (1 - t) * Softplus(z);

    /// <summary>The distance in units of the last place of the exact value, as a float (of the smallest normal where it is below).</summary>
    public static double Ulps(float actual, double exact)
    {
        double magnitude = Math.Max(Math.Abs(exact), 1.1754943508222875e-38);
        return Math.Abs(actual - exact) / Math.ScaleB(1, Math.ILogB(magnitude) - 23);
    }
}
