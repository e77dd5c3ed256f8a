using System.Collections.Generic;
using System.Text;

namespace NetGen.Generator;

/// <summary>A straight list of ops; every value is written once, before it is read.</summary>
internal sealed record NetworkProgram(EquatableArray<Op> Ops)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (Op op in Ops)
        {
            text.Append(op).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>What a network computes: outputs from inputs, and loss and gradients from inputs and targets.</summary>
/// <param name="Inference">Ends with the network's output.</param>
/// <param name="Training">The loss, then one gradient for each parameter.</param>
/// <param name="Input">The input of both.</param>
/// <param name="Output">The output of <paramref name="Inference"/>.</param>
/// <param name="Target">The target of <paramref name="Training"/>.</param>
/// <param name="Weights">The weight of each row in the loss, where there is one.</param>
/// <param name="Penalties">What is added to the loss and to its gradients behind <paramref name="Training"/>.</param>
internal sealed record NetworkPrograms(
    NetworkProgram Inference, NetworkProgram Training, Value Input, Value Output, Value Target, Value? Weights, EquatableArray<PenaltyTerm> Penalties)
{
    /// <summary>What a pass over rows begins with.</summary>
    public IReadOnlyList<Value> Given => Weights is null ? [Input, Target] : [Input, Target, Weights];

    /// <summary>The loss outside of training, where a layer computes otherwise in it; else null.</summary>
    public NetworkProgram? Evaluation { get; init; }
}
