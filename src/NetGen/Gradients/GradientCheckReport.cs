using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen;

/// <summary>What <see cref="GradientCheck"/> found, tensor by tensor.</summary>
public sealed class GradientCheckReport
{
    internal GradientCheckReport(string network, double loss, double noise, double tolerance, IReadOnlyList<TensorGradientCheck> tensors)
    {
        Network = network;
        Loss = loss;
        LossNoise = noise;
        Tolerance = tolerance;
        Tensors = tensors;
    }

    /// <summary>The class name of the network.</summary>
    public string Network { get; }

    /// <summary>The loss at the parameters that were checked.</summary>
    public double Loss { get; }

    /// <summary>The rounding noise of the loss that the error bounds use.</summary>
    public double LossNoise { get; }

    /// <summary>The largest relative error that passes.</summary>
    public double Tolerance { get; }

    /// <summary>A result for each tensor, in the order of the network's description.</summary>
    public IReadOnlyList<TensorGradientCheck> Tensors { get; }

    /// <summary>Whether every tensor passed.</summary>
    public bool Passed => Tensors.All(tensor => tensor.Passed);

    /// <summary>Does nothing if every tensor passed.</summary>
    /// <exception cref="GradientCheckException">A tensor did not pass; the message is the table of all.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed)
        {
            throw new GradientCheckException(this);
        }
    }

    /// <summary>A line for the network and one for each tensor.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Network}: gradient {(Passed ? "agrees" : "does not agree")} with central differences within {Tolerance:G3} (loss {Loss:G6}, noise {LossNoise:E1})")
        + string.Concat(Tensors.Select(tensor => $"\n  {tensor}"));
}
