using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>What gives a network members that others don't have.</summary>
[Flags]
internal enum NetworkFeatures
{
    None = 0,

    /// <summary>The loss takes class indices.</summary>
    Labels = 1,

    /// <summary>A layer drops values in training.</summary>
    Dropout = 2,

    /// <summary>Derivatives with respect to the inputs are asked for.</summary>
    InputGradients = 4,

    /// <summary>Hessian products are asked for.</summary>
    SecondOrder = 8,

    /// <summary>Hessian products are asked for, and the loss is a sum of squares.</summary>
    LeastSquares = 16,

    /// <summary>The loss can weigh rows.</summary>
    SampleWeights = 32,
}

/// <summary>Where features come from, and the interfaces that they have members of.</summary>
internal static class NetworkFeatureInterfaces
{
    /// <summary>The interfaces of a network, without their namespace.</summary>
    public static IEnumerable<string> Of(NetworkFeatures features)
    {
        yield return features.HasFlag(NetworkFeatures.Labels) ? "IClassifier" : "INetwork";
        if (features.HasFlag(NetworkFeatures.Dropout))
        {
            yield return "IDropoutNetwork";
        }

        if (features.HasFlag(NetworkFeatures.InputGradients))
        {
            yield return "IInputGradientNetwork";
        }

        if (features.HasFlag(NetworkFeatures.SecondOrder))
        {
            yield return features.HasFlag(NetworkFeatures.LeastSquares) ? "ILeastSquaresNetwork" : "ISecondOrderNetwork";
        }

        if (features.HasFlag(NetworkFeatures.SampleWeights))
        {
            yield return features.HasFlag(NetworkFeatures.Labels) ? "IWeightedClassifier" : "IWeightedNetwork";
        }
    }

    /// <summary>The features that layers and what [Network] states come to.</summary>
    public static NetworkFeatures FeaturesOf(Loss loss, IEnumerable<LayerModel> layers, bool sampleWeights, bool inputGradients, bool secondOrder) =>
        (loss == Loss.CrossEntropy ? NetworkFeatures.Labels : NetworkFeatures.None)
        | (layers.Any(layer => layer is DropoutModel { Rate: not 0f }) ? NetworkFeatures.Dropout : NetworkFeatures.None)
        | (sampleWeights ? NetworkFeatures.SampleWeights : NetworkFeatures.None)
        | (inputGradients ? NetworkFeatures.InputGradients : NetworkFeatures.None)
        | (secondOrder ? NetworkFeatures.SecondOrder : NetworkFeatures.None)
        | (secondOrder && loss == Loss.MeanSquaredError ? NetworkFeatures.LeastSquares : NetworkFeatures.None);

    /// <summary>What has the members of an interface.</summary>
    public static NetworkFeatures FeatureOf(string? name) => name switch
    {
        "IClassifier" => NetworkFeatures.Labels,
        "IDropoutNetwork" => NetworkFeatures.Dropout,
        "IInputGradientNetwork" => NetworkFeatures.InputGradients,
        "ISecondOrderNetwork" => NetworkFeatures.SecondOrder,
        "ILeastSquaresNetwork" => NetworkFeatures.LeastSquares,
        "IWeightedNetwork" => NetworkFeatures.SampleWeights,
        "IWeightedClassifier" => NetworkFeatures.SampleWeights | NetworkFeatures.Labels,
        _ => NetworkFeatures.None,
    };

    /// <summary>The interfaces of a network as the head of its class states them.</summary>
    public static IEnumerable<string> Bases(NetworkFeatures features) => Of(features).Select(name => "global::NetGen." + name);
}
