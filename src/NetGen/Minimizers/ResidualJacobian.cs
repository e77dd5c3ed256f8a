using System;

namespace NetGen;

/// <summary>Products with the Jacobian of the residuals, in double around float32 calls.</summary>
internal sealed class ResidualJacobian(ILeastSquaresNetwork network, int[] positions)
{
    private readonly float[] _vector = new float[network.ParameterStorage];
    private readonly float[] _product = new float[network.ParameterStorage];
    private float[] _residuals = [];

    /// <summary>J e: the derivatives of all residuals by one parameter.</summary>
    internal ReadOnlySpan<float> Column(in LossProbe probe, MinimizerState state, int parameter)
    {
        Reserve(probe);
        Array.Clear(_vector);
        _vector[positions[parameter]] = 1f;
        probe.ResidualJacobianVector(network, _vector, _residuals);
        state.Products++;
        return _residuals;
    }

    /// <summary>product = factor J'J vector.</summary>
    internal void Normal(in LossProbe probe, MinimizerState state, double factor, ReadOnlySpan<double> vector, Span<double> product)
    {
        Reserve(probe);
        double scale = Math.ScaleB(factor, ProductScale.Narrow(vector, _vector));
        probe.ResidualJacobianVector(network, _vector, _residuals);
        probe.ResidualJacobianTransposeVector(network, _residuals, _product);
        state.Products += 2;
        product.Clear();
        foreach (int position in positions)
        {
            product[position] = scale * _product[position];
        }
    }

    private void Reserve(in LossProbe probe)
    {
        if (_residuals.Length == 0)
        {
            _residuals = new float[probe.TargetLength];
        }
    }
}
