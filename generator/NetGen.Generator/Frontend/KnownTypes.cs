using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>The runtime types that the frontend looks for, by metadata name.</summary>
internal static class KnownTypes
{
    public const string Namespace = "NetGen";
    public const string NetworkAttribute = "NetGen.NetworkAttribute";
    public const string DenseAttribute = "NetGen.DenseAttribute";
    public const string ActivationAttribute = "NetGen.ActivationAttribute";
    public const string LayerNormAttribute = "NetGen.LayerNormAttribute";
    public const string BatchNormAttribute = "NetGen.BatchNormAttribute";
    public const string ResidualAttribute = "NetGen.ResidualAttribute";
    public const string StandardizeAttribute = "NetGen.StandardizeAttribute";
    public const string DropoutAttribute = "NetGen.DropoutAttribute";
    public const string LayerAttribute = "NetGen.LayerAttribute";
    public const string NetworkInterface = "NetGen.INetwork";
    public const string ClassifierInterface = "NetGen.IClassifier";
    public const string OptimizerInterface = "NetGen.IOptimizer";
    public const string NetworkDescription = "NetGen.NetworkDescription";

    /// <summary>The layers of the runtime.</summary>
    public static readonly ImmutableArray<string> Layers =
        [DenseAttribute, ActivationAttribute, LayerNormAttribute, BatchNormAttribute, ResidualAttribute, DropoutAttribute];

    /// <summary>Whether a type has a metadata name of this list.</summary>
    public static bool Is(this INamedTypeSymbol? type, string metadataName)
        => type is { ContainingType: null, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } }
            && metadataName.Length == Namespace.Length + 1 + type.MetadataName.Length
            && metadataName.EndsWith(type.MetadataName, System.StringComparison.Ordinal);

    /// <summary>Whether an attribute class is a layer of the runtime.</summary>
    public static bool IsKnownLayer(this INamedTypeSymbol? type) => Layers.Any(layer => type.Is(layer));

    /// <summary>Whether an attribute class states a layer: one of the runtime's, or one that somebody derived.</summary>
    public static bool IsLayerAttribute(this INamedTypeSymbol? type)
    {
        for (INamedTypeSymbol? b = type?.BaseType; b is not null; b = b.BaseType)
        {
            if (b.Is(LayerAttribute))
            {
                return true;
            }
        }

        return false;
    }
}
