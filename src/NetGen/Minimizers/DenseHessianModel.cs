using System;

namespace NetGen;

/// <summary>The Hessian of a small network with damping: formed by products, factored by Cholesky.</summary>
internal sealed class DenseHessianModel(ISymmetricOperator hessian, int[] positions) : IDampedModel
{
    /// <summary>A pivot below this part of the largest diagonal element is rounding of the float32 products.</summary>
    private const double LeastPivot = 1e-7;

    private readonly SymmetricMatrix _matrix = new(positions);
    private readonly CholeskyFactor _factor = new(positions.Length);
    private readonly double[] _shift = new double[positions.Length];
    private readonly double[] _values = new double[positions.Length];

    public double Magnitude { get; private set; }

    public void Form(in LossProbe probe, MinimizerState state)
    {
        _matrix.Form(hessian, probe, state);
        Magnitude = _matrix.LargestDiagonal();
    }

    public bool Solve(in LossProbe probe, MinimizerState state, double damping, Span<double> step)
    {
        Array.Fill(_shift, damping);
        if (!_factor.Factor(_matrix.Values, _shift, LeastPivot * Magnitude))
        {
            return false;
        }

        _matrix.Gather(state.Gradient, _values);
        Vectors.Negate(_values, _values);
        _factor.Solve(_values);
        _matrix.Scatter(_values, step);
        return true;
    }

    public double SquaredLength(ReadOnlySpan<double> step) => Vectors.Dot(step, step);
}
