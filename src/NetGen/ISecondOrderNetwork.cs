using System;

namespace NetGen;

/// <summary>
/// A network that also differentiates by its inputs, as <c>Forward</c> and <c>ComputeLoss</c> take them: dropout is off, batch normalization takes its
/// running statistics. Emitted with <c>[Network(..., InputGradients = true)]</c>.
/// </summary>
public interface IInputGradientNetwork : INetwork
{
    /// <summary>Computes the batch mean loss and its gradient by the inputs. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="targets">rows x <see cref="INetwork.OutputSize"/> values.</param>
    /// <param name="inputGradients">rows x <see cref="INetwork.InputSize"/> values, overwritten: d loss / d input.</param>
    /// <returns>The batch mean loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    float InputGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> inputGradients);

    /// <summary>Computes one row of the Jacobian of the outputs by the inputs, for each row of the batch. Allocates nothing.</summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="output">The output to differentiate, from 0 to <see cref="INetwork.OutputSize"/> - 1: a value that <c>Forward</c> writes.</param>
    /// <param name="jacobian">rows x <see cref="INetwork.InputSize"/> values, overwritten: d outputs[row, output] / d inputs[row, i].</param>
    /// <exception cref="ArgumentException">A length does not fit, or the output is out of range.</exception>
    void InputJacobian(ReadOnlySpan<float> inputs, int output, Span<float> jacobian);
}

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
