namespace NetGen;

/// <summary>What a minimizer ended at, by gradient and curvature (Nocedal and Wright, Numerical Optimization, theorems 2.3 and 2.4).</summary>
public enum PointKind
{
    /// <summary>The curvature was not measured, or is not finite.</summary>
    Unknown,

    /// <summary>
    /// The gradient is not zero: its norm is above the tolerance, above what the rounding of float32 parameters changes it by (2^-24 |x| l, l the largest
    /// magnitude of an eigenvalue), and above where a parabola could lower the loss by its rounding.
    /// </summary>
    NotStationary,

    /// <summary>A strict local minimum: all eigenvalues of the Hessian are greater than 0 by more than the error.</summary>
    StrictMinimum,

    /// <summary>A saddle (or a maximum): the smallest eigenvalue is less than 0 by more than the error; the loss falls along its eigenvector.</summary>
    Saddle,

    /// <summary>
    /// The smallest eigenvalue is 0 within the error, so the second derivatives don't decide: a minimum that is not strict, as with parameters that change
    /// no output, or a point where higher derivatives decide.
    /// </summary>
    Flat,
}
