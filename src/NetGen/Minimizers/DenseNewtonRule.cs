using System;

namespace NetGen;

/// <summary>Newton's direction by Cholesky or, where the Hessian is not positive definite, by its eigenvalues' magnitudes; the negative gradient where that one failed.</summary>
internal sealed class DenseNewtonRule(ISymmetricOperator hessian, int[] positions) : IDirectionRule
{
    /// <summary>A pivot below this part of the largest diagonal element is rounding of the float32 products.</summary>
    private const double LeastPivot = 1e-6;

    /// <summary>The least magnitude that an eigenvalue is given, as a part of the largest.</summary>
    private const double LeastEigenvalue = 1e-6;

    private readonly CholeskySolver _solver = new(positions);
    private bool _isReset;

    public double FirstStep(double gradientNorm, in LineSearchPoint last, double lastSlope, double slope) =>
        _isReset ? 1 / Math.Max(1, gradientNorm) : 1;

    public bool Direction(in LossProbe probe, MinimizerState state, Span<double> direction)
    {
        if (!_isReset)
        {
            _solver.Matrix.Form(hessian, probe, state);
        }

        if (_isReset || !Vectors.AreFinite(_solver.Matrix.Values))
        {
            _isReset = true;
            Vectors.Negate(state.Gradient, direction);
            return true;
        }

        if (!_solver.Solve(state.Gradient, LeastPivot, direction))
        {
            SolveByMagnitudes(state.Gradient, direction);
        }

        return false;
    }

    public void Accept(ReadOnlySpan<double> step, ReadOnlySpan<double> change) => _isReset = false;

    public void Reset() => _isReset = true;

    private void SolveByMagnitudes(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        SymmetricMatrix matrix = _solver.Matrix;
        double[] values = new double[matrix.Size];
        double[] solution = new double[matrix.Size];
        matrix.Gather(gradient, values);
        SymmetricEigen eigen = new(matrix);
        double largest = 0;
        foreach (double value in eigen.Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        // A Hessian of zeros says nothing: the direction is the negative gradient then.
        double least = largest > 0 ? LeastEigenvalue * largest : 1;
        for (int i = 0; i < solution.Length; i++)
        {
            ReadOnlySpan<double> vector = eigen.Vector(i);
            Vectors.Add(solution, -Vectors.Dot(vector, values) / Math.Max(Math.Abs(eigen.Values[i]), least), vector);
        }

        matrix.Scatter(solution, direction);
    }
}
