using System;
using System.ComponentModel;

namespace NetGen.CompilerServices;

/// <summary>A network whose <c>Backward</c> needs more than a part of a batch to compute that part as in the whole. Implemented by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPartialTraining : INetwork
{
    /// <summary>Computes loss and gradient of a part of a batch; changes no state of the network.</summary>
    /// <param name="inputs">rows x <see cref="INetwork.InputSize"/> values, at least one row.</param>
    /// <param name="targets">rows x <see cref="INetwork.OutputSize"/> values; a default span where there are labels.</param>
    /// <param name="labels">One class index a row; a default span where there are targets.</param>
    /// <param name="gradients"><see cref="INetwork.ParameterStorage"/> values in storage order, overwritten.</param>
    /// <param name="context">What it is a part of.</param>
    float Backward(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, Span<float> gradients, ref readonly TrainingContext context);
}
