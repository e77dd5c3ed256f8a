using System;

namespace NetGen;

/// <summary>
/// The inverse of the standard normal distribution function: algorithm AS 241, PPND16 (Wichura, Applied Statistics 37, 1988),
/// a ratio of two polynomials of degree 7 in each of three ranges, with relative error about 1e-15.
/// </summary>
internal static class NormalQuantile
{
    /// <summary>The z that a standard normal value stays below with probability <paramref name="p"/>, for 0 &lt; p &lt; 1.</summary>
    public static double At(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double center = 0.180625 - (q * q);
            return q * Polynomial(
                    center,
                    3.38713287279636660800e0,
                    1.33141667891784377450e2,
                    1.97159095030655144270e3,
                    1.37316937655094611250e4,
                    4.59219539315498714570e4,
                    6.72657709270087008530e4,
                    3.34305755835881281050e4,
                    2.50908092873012267270e3)
                / Polynomial(
                    center,
                    1.0,
                    4.23133307016009112520e1,
                    6.87187007492057908300e2,
                    5.39419602142475110770e3,
                    2.12137943015865958670e4,
                    3.93078958000927106100e4,
                    2.87290857357219426740e4,
                    5.22649527885285456100e3);
        }

        double r = Math.Sqrt(-PortableLog.Of(q < 0 ? p : 1.0 - p));
        double z = r <= 5.0 ? Tail(r - 1.6) : FarTail(r - 5.0);
        return q < 0 ? -z : z;
    }

    private static double Tail(double r) =>
        Polynomial(
            r,
            1.42343711074968357734e0,
            4.63033784615654529590e0,
            5.76949722146069140550e0,
            3.64784832476320460504e0,
            1.27045825245236838258e0,
            2.41780725177450611770e-1,
            2.27238449892691845833e-2,
            7.74545014278341407640e-4)
        / Polynomial(
            r,
            1.0,
            2.05319162663775882187e0,
            1.67638483018380384940e0,
            6.89767334985100004550e-1,
            1.48103976427480074590e-1,
            1.51986665636164571966e-2,
            5.47593808499534494600e-4,
            1.05075007164441684324e-9);

    private static double FarTail(double r) =>
        Polynomial(
            r,
            6.65790464350110377720e0,
            5.46378491116411436990e0,
            1.78482653991729133580e0,
            2.96560571828504891230e-1,
            2.65321895265761230930e-2,
            1.24266094738807843860e-3,
            2.71155556874348757815e-5,
            2.01033439929228813265e-7)
        / Polynomial(
            r,
            1.0,
            5.99832206555887937690e-1,
            1.36929880922735805310e-1,
            1.48753612908506148525e-2,
            7.86869131145613259100e-4,
            1.84631831751005468180e-5,
            1.42151175831644588870e-7,
            2.04426310338993978564e-15);

    private static double Polynomial(double x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7)
    {
        double sum = (c7 * x) + c6;
        sum = (sum * x) + c5;
        sum = (sum * x) + c4;
        sum = (sum * x) + c3;
        sum = (sum * x) + c2;
        sum = (sum * x) + c1;
        return (sum * x) + c0;
    }
}
