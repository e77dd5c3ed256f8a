using System;

namespace NetGen;

/// <summary>The quadratic model of a loss around a point: its matrix B, the Hessian or (2 / N) J'J of a mean squared error, and a damping matrix D.</summary>
internal interface IDampedModel
{
    /// <summary>The size of B over that of D: what dampings are measured by. 0 for a B of zeros.</summary>
    double Magnitude { get; }

    /// <summary>Moves the model to the network's parameters.</summary>
    void Form(in LossProbe probe, MinimizerState state);

    /// <summary>Solves (B + damping D) p = -g.</summary>
    /// <returns>False if the matrix is not positive definite up to its rounding.</returns>
    bool Solve(in LossProbe probe, MinimizerState state, double damping, Span<double> step);

    /// <summary>p'D p.</summary>
    double SquaredLength(ReadOnlySpan<double> step);
}
