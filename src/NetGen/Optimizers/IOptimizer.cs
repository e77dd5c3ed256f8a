using System;
using System.Diagnostics.CodeAnalysis;

namespace NetGen;

/// <summary>
/// A rule that moves parameters along their gradients. A class or a struct; <c>Update</c> of a network calls it without boxing.
/// </summary>
public interface IOptimizer
{
    /// <summary>The learning rate; may be changed between steps.</summary>
    float LearningRate { get; set; }

    /// <summary>Takes one step, in place.</summary>
    /// <param name="parameters">The parameter slab of the network. Padding is zero, and must be zero afterwards.</param>
    /// <param name="gradients">The gradient slab, of the same length and order. Padding is zero.</param>
    /// <param name="network">The network's tensors: which part of the slab is weight and which is bias.</param>
    [SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "The term of the field; Visual Basic can escape it.")]
    void Step(Span<float> parameters, ReadOnlySpan<float> gradients, NetworkDescription network);
}
