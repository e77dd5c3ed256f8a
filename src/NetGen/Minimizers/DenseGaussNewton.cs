using System;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>The model of a small network: J by its products with the unit vectors, J'J summed in double, Cholesky.</summary>
internal sealed class DenseGaussNewton(ILeastSquaresNetwork network, int[] positions, DampingScale scale) : IDampedModel
{
    private const double LeastPivot = 1e-12;

    private readonly CholeskySolver _solver = new(positions);
    private readonly ResidualJacobian _jacobian = new(network, positions);
    private readonly DampingDiagonal _diagonal = new(positions.Length, scale);
    private readonly double[] _elements = new double[positions.Length];
    private readonly double[] _values = new double[positions.Length];
    private float[] _rows = [];

    public double Magnitude => _diagonal.Magnitude;

    public void Form(in LossProbe probe, MinimizerState state)
    {
        int residuals = probe.TargetLength;
        int count = positions.Length;
        if (_rows.Length == 0)
        {
            _rows = new float[checked(residuals * count)];
        }

        for (int i = 0; i < count; i++)
        {
            Place(_jacobian.Column(probe, state, i), i);
        }

        AddProducts(residuals);
        for (int i = 0; i < count; i++)
        {
            _elements[i] = _solver.Matrix.Row(i)[i];
        }

        _diagonal.Update(_elements);
    }

    public bool Solve(in LossProbe probe, MinimizerState state, double damping, Span<double> step)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            _solver.Shift[i] = damping * _diagonal[i];
        }

        return _solver.Solve(state.Gradient, LeastPivot, step);
    }

    public double SquaredLength(ReadOnlySpan<double> step) => _diagonal.SquaredLength(step, positions);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(ReadOnlySpan<float> column, int i)
    {
        for (int k = 0; k < column.Length; k++)
        {
            _rows[(k * positions.Length) + i] = column[k];
        }
    }

    /// <summary>The lower triangle of (2 / N) J'J, a row of J after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddProducts(int residuals)
    {
        int count = positions.Length;
        Array.Clear(_solver.Matrix.Values);
        for (int k = 0; k < residuals; k++)
        {
            Vectors.Widen(_rows.AsSpan(k * count, count), _values);
            for (int i = 0; i < count; i++)
            {
                Vectors.Add(_solver.Matrix.Row(i)[..(i + 1)], 2.0 / residuals * _values[i], _values);
            }
        }
    }
}
