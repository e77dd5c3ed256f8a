namespace NetGen;

/// <summary>The matrix D of <see cref="LevenbergMarquardt"/>: which steps its damping shortens.</summary>
public enum DampingScale
{
    /// <summary>D = I: all directions alike (Levenberg, 1944). With large damping the step is along the negative gradient.</summary>
    Identity,

    /// <summary>
    /// D = diag(B), the largest so far of each element, and at least 1e-6 of the largest of all (Marquardt, 1963; More, 1978): steps do not depend on the
    /// scales of the parameters. Above <see cref="SecondOrderMinimizer.DenseLimit"/> it costs as many products an iteration as there are parameters.
    /// </summary>
    Diagonal,
}
