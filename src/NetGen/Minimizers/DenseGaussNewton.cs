using System;

namespace NetGen;

/// <summary>The model of a small network: J by its products with the unit vectors, J'J summed in double, Cholesky.</summary>
internal sealed class DenseGaussNewton(ILeastSquaresNetwork network, int[] positions, DampingScale scale) : IDampedModel
{
    private const double LeastPivot = 1e-12;

    private readonly SymmetricMatrix _matrix = new(positions);
    private readonly CholeskyFactor _factor = new(positions.Length);
    private readonly ResidualJacobian _jacobian = new(network, positions);
    private readonly DampingDiagonal _diagonal = new(positions.Length, scale);
    private readonly double[] _elements = new double[positions.Length];
    private readonly double[] _shift = new double[positions.Length];
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
            ReadOnlySpan<float> column = _jacobian.Column(probe, state, i);
            for (int k = 0; k < residuals; k++)
            {
                _rows[(k * count) + i] = column[k];
            }
        }

        Array.Clear(_matrix.Values);
        double[] row = new double[count];
        for (int k = 0; k < residuals; k++)
        {
            Vectors.Widen(_rows.AsSpan(k * count, count), row);
            for (int i = 0; i < count; i++)
            {
                Vectors.Add(_matrix.Row(i)[..(i + 1)], 2.0 / residuals * row[i], row);
            }
        }

        for (int i = 0; i < count; i++)
        {
            _elements[i] = _matrix.Row(i)[i];
        }

        _diagonal.Update(_elements);
    }

    public bool Solve(in LossProbe probe, MinimizerState state, double damping, Span<double> step)
    {
        for (int i = 0; i < _shift.Length; i++)
        {
            _shift[i] = damping * _diagonal[i];
        }

        if (!_factor.Factor(_matrix.Values, _shift, LeastPivot * _matrix.LargestDiagonal()))
        {
            return false;
        }

        _matrix.Gather(state.Gradient, _values);
        Vectors.Negate(_values, _values);
        _factor.Solve(_values);
        _matrix.Scatter(_values, step);
        return true;
    }

    public double SquaredLength(ReadOnlySpan<double> step) => _diagonal.SquaredLength(step, positions);
}
