using System;

namespace NetGen;

/// <summary>What a minimizer needs of a network beyond <c>Backward</c>.</summary>
internal static class SecondOrder
{
    /// <summary>The network, if it has the products of <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    internal static T Of<T>(INetwork network, string user)
        where T : class, ISecondOrderNetwork =>
        network as T ?? throw new ArgumentException(
            $"{user} needs a network with {typeof(T).Name}; {network.Description.Name} has not. Declare it with SecondOrder = true"
            + (typeof(T) == typeof(ILeastSquaresNetwork) ? " and Loss.MeanSquaredError." : "."),
            nameof(network));
}
