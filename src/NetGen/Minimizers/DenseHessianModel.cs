using System;

namespace NetGen;

/// <summary>The Hessian of a small network with damping: formed by products, factored by Cholesky.</summary>
internal sealed class DenseHessianModel(ISymmetricOperator hessian, int[] positions) : IDampedModel
{
    /// <summary>A pivot below this part of the largest diagonal element is rounding of the float32 products.</summary>
    private const double LeastPivot = 1e-7;

    private readonly CholeskySolver _solver = new(positions);

    public double Magnitude { get; private set; }

    public void Form(in LossProbe probe, MinimizerState state)
    {
        _solver.Matrix.Form(hessian, probe, state);
        Magnitude = _solver.Matrix.LargestDiagonal();
    }

    public bool Solve(in LossProbe probe, MinimizerState state, double damping, Span<double> step)
    {
        Array.Fill(_solver.Shift, damping);
        return _solver.Solve(state.Gradient, LeastPivot, step);
    }

    public double SquaredLength(ReadOnlySpan<double> step) => Vectors.Dot(step, step);
}
