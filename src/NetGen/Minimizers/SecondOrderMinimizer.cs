using System;

namespace NetGen;

/// <summary>
/// A minimizer that solves a system of linear equations at each iteration, with a matrix known by its products: by a dense factorization for small networks,
/// by conjugate gradients for larger ones.
/// </summary>
public abstract class SecondOrderMinimizer : Minimizer
{
    private protected SecondOrderMinimizer()
    {
    }

    /// <summary>The most parameters, padding not counted, for which the matrix is formed and factored, in 16 n^2 bytes for n of them; 0 for none. At least 0. 128 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int DenseLimit
    {
        get;
        init => field = Setting.AtLeast(0, value);
    } = 128;

    /// <summary>
    /// Conjugate gradients end when the residual is below min(this, sqrt |g|) |g|, g the gradient of the loss: roughly solved far from a minimum, ever
    /// more exactly near it, which makes the convergence superlinear (Dembo, Eisenstat and Steihaug, 1982). Above 0 and below 1. 0.5 unless set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1.</exception>
    public double ForcingLimit
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw Setting.Refused(nameof(ForcingLimit), value, "above 0 and below 1");
    } = 0.5;

    /// <summary>The most iterations of conjugate gradients for one solution, at least 1. 200 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxInnerIterations
    {
        get;
        init => field = Setting.AtLeast(1, value);
    } = 200;
}
