using System;

namespace NetGen;

/// <summary>
/// A network with <see cref="Loss.MeanSquaredError"/> and the products that Levenberg-Marquardt and Gauss-Newton need, of the Jacobian J of the
/// outputs (and so of the residuals r = outputs - targets) by the parameters. The loss is the mean of r^2 over rows x outputs values, so its gradient
/// is 2 / (rows x outputs) J' r, and where the residuals are small its Hessian is about 2 / (rows x outputs) J' J, penalties apart. Emitted with
/// <c>[Network(..., SecondOrder = true)]</c>.
/// </summary>
public interface ILeastSquaresNetwork : ISecondOrderNetwork
{
    /// <summary>Computes J v, by forward differentiation. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="vector"><see cref="INetwork.ParameterStorage"/> values in storage order; padding must be zero.</param>
    /// <param name="product">rows x <see cref="INetwork.OutputSize"/> values, overwritten; must not overlap the vector.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the product overlaps the vector.</exception>
    void ResidualJacobianVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> vector, Span<float> product);

    /// <summary>Computes J' u, summed over the rows, by backpropagation of u. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="vector">rows x <see cref="INetwork.OutputSize"/> values.</param>
    /// <param name="product"><see cref="INetwork.ParameterStorage"/> values in storage order, overwritten; must not overlap the vector.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the product overlaps the vector.</exception>
    void ResidualJacobianTransposeVector(ReadOnlySpan<float> inputs, ReadOnlySpan<float> vector, Span<float> product);
}
