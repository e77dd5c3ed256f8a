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
