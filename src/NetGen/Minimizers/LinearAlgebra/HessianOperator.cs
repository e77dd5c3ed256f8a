using System;

namespace NetGen;

/// <summary>The Hessian of the mean loss at the network's parameters.</summary>
internal sealed class HessianOperator(ISecondOrderNetwork network, int[] positions) : ISymmetricOperator
{
    private readonly float[] _vector = new float[network.ParameterStorage];
    private readonly float[] _product = new float[network.ParameterStorage];

    public void Apply(in LossProbe probe, MinimizerState state, ReadOnlySpan<double> vector, Span<double> product)
    {
        double scale = Math.ScaleB(1, ProductScale.Narrow(vector, _vector));
        probe.HessianVector(network, _vector, _product);
        state.Products++;
        product.Clear();
        foreach (int position in positions)
        {
            product[position] = _product[position] * scale;
        }
    }
}
