using System;

namespace NetGen;

/// <summary>
/// Brings the inputs to a common scale inside of the network, <c>(x - offset) * scale</c> for each feature, so that a deployed network takes raw
/// inputs. Offset and scale are learnt from the training set: by <see cref="Trainer"/> before the first epoch of a network that has none, or by
/// <see cref="InputStandardization.Standardize(INetwork, Dataset)"/> in a loop of your own. They are buffers, <c>input.offset</c> and <c>input.scale</c> of shape
/// [inputs]: saved and loaded with the network, not trained. They start at 0 and 1, which changes nothing.
/// </summary>
/// <remarks>
/// It is no layer: positions count from the first layer attribute, and <c>[Residual(from: 0)]</c> adds the scaled inputs.
/// Gradients with respect to inputs are with respect to raw ones.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StandardizeAttribute : Attribute
{
    /// <summary>Scales the inputs of the network.</summary>
    /// <param name="scaling">What offset and scale are learnt as.</param>
    public StandardizeAttribute(InputScaling scaling = InputScaling.Deviation) => Scaling = scaling;

    /// <summary>What offset and scale are learnt as.</summary>
    public InputScaling Scaling { get; }
}
