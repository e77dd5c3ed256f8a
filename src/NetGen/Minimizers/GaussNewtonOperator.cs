using System;

namespace NetGen;

/// <summary>The model of a larger network: B + damping D by its products, conjugate gradients.</summary>
internal sealed class GaussNewtonOperator(ILeastSquaresNetwork network, int[] positions, DampingScale scale, TruncatedConjugateGradient solver)
    : IDampedModel, ISymmetricOperator
{
    private readonly ResidualJacobian _jacobian = new(network, positions);
    private readonly DampingDiagonal _diagonal = new(positions.Length, scale);
    private readonly double[] _elements = new double[positions.Length];
    private readonly double[] _product = new double[network.ParameterStorage];
    private double _damping;

    public double Magnitude { get; private set; }

    public void Form(in LossProbe probe, MinimizerState state)
    {
        double factor = 2.0 / probe.TargetLength;
        if (_diagonal.IsIdentity)
        {
            // How much B stretches the first gradient stands for its size.
            if (Magnitude == 0)
            {
                _jacobian.Normal(probe, state, factor, state.Gradient, _product);
                Magnitude = Vectors.Norm(_product) / state.GradientNorm;
            }

            return;
        }

        for (int i = 0; i < _elements.Length; i++)
        {
            double sum = 0;
            foreach (float value in _jacobian.Column(probe, state, i))
            {
                sum += (double)value * value;
            }

            _elements[i] = factor * sum;
        }

        _diagonal.Update(_elements);
        Magnitude = _diagonal.Magnitude;
    }

    public bool Solve(in LossProbe probe, MinimizerState state, double damping, Span<double> step)
    {
        _damping = damping;
        return solver.Solve(this, probe, state, step);
    }

    public void Apply(in LossProbe probe, MinimizerState state, ReadOnlySpan<double> vector, Span<double> product)
    {
        _jacobian.Normal(probe, state, 2.0 / probe.TargetLength, vector, product);
        for (int i = 0; i < positions.Length; i++)
        {
            product[positions[i]] += _damping * _diagonal[i] * vector[positions[i]];
        }
    }

    public double SquaredLength(ReadOnlySpan<double> step) => _diagonal.SquaredLength(step, positions);
}
