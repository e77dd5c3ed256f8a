using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>Which interfaces of the runtime a network implements, and so which of <see cref="PublicSurface"/> it has.</summary>
internal readonly record struct NetworkInterfaces(bool IsClassifier, bool HasInputGradients, bool IsSecondOrder, bool IsLeastSquares)
{
    /// <summary>The base list of the class.</summary>
    public string Bases => string.Join(", ", Names().Select(name => $"global::{KnownTypes.Namespace}.{name}"));

    public static NetworkInterfaces Of(NetworkModel network) => Of(network.Loss, network.InputGradients, network.SecondOrder);

    public static NetworkInterfaces Of(Loss loss, bool inputGradients, bool secondOrder) =>
        new(loss == Loss.CrossEntropy, inputGradients, secondOrder, secondOrder && loss == Loss.MeanSquaredError);

    /// <summary>Whether the network has a member.</summary>
    public bool Have(SurfaceMember member) => member.Interface switch
    {
        PublicSurface.Classifier => IsClassifier,
        PublicSurface.InputGradients => HasInputGradients,
        PublicSurface.SecondOrder => IsSecondOrder,
        PublicSurface.LeastSquares => IsLeastSquares,
        _ => true,
    };

    private IEnumerable<string> Names()
    {
        yield return IsClassifier ? PublicSurface.Classifier : PublicSurface.Network;
        if (HasInputGradients)
        {
            yield return PublicSurface.InputGradients;
        }

        if (IsSecondOrder)
        {
            yield return IsLeastSquares ? PublicSurface.LeastSquares : PublicSurface.SecondOrder;
        }
    }
}
