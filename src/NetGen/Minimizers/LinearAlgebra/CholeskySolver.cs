using System;

namespace NetGen;

/// <summary>Solves (A + diag(shift)) p = -g for a dense symmetric matrix A and vectors in storage order.</summary>
internal sealed class CholeskySolver(int[] positions)
{
    private readonly CholeskyFactor _factor = new(positions.Length);
    private readonly double[] _values = new double[positions.Length];

    /// <summary>A.</summary>
    internal SymmetricMatrix Matrix { get; } = new(positions);

    /// <summary>What is added to the diagonal: zeros until they are set.</summary>
    internal double[] Shift { get; } = new double[positions.Length];

    /// <param name="gradient">g.</param>
    /// <param name="leastPivot">A pivot that is not above this part of the largest diagonal element of A counts as rounding.</param>
    /// <param name="step">p, written; 0 where padding is.</param>
    /// <returns>False, and no step, if there is such a pivot: the matrix is not positive definite up to its rounding.</returns>
    internal bool Solve(ReadOnlySpan<double> gradient, double leastPivot, Span<double> step)
    {
        if (!_factor.Factor(Matrix.Values, Shift, leastPivot * Matrix.LargestDiagonal()))
        {
            return false;
        }

        Matrix.Gather(gradient, _values);
        Vectors.Negate(_values, _values);
        _factor.Solve(_values);
        Matrix.Scatter(_values, step);
        return true;
    }
}
