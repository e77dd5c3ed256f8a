using System;

namespace NetGen;

/// <summary>A network with exact Hessian products. Emitted with <c>[Network(..., SecondOrder = true)]</c>.</summary>
/// <remarks>
/// Where a function has no second derivative, these hold: 0 for ReLU, LeakyReLU, HardSigmoid and HardTanh everywhere, for Softsign at 0, for the
/// absolute error and for L1; for ELU and SELU at 0 the value from below; for the Huber loss 1 up to delta, 0 beyond.
/// </remarks>
public interface ISecondOrderNetwork : INetwork
{
    /// <summary>
    /// Computes H v: the Hessian of the batch mean loss (penalties included) by the parameters, times a vector. Exact, by forward-over-reverse
    /// differentiation (Pearlmutter, 1994): eight matrix products for each layer, where <c>Backward</c> takes three. Allocates nothing.
    /// </summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="targets">rows x <see cref="INetwork.OutputSize"/> values.</param>
    /// <param name="vector"><see cref="INetwork.ParameterStorage"/> values in storage order; padding must be zero.</param>
    /// <param name="product"><see cref="INetwork.ParameterStorage"/> values in storage order, overwritten; must not overlap the vector.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the product overlaps the vector.</exception>
    void HessianVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> vector, Span<float> product);
}
