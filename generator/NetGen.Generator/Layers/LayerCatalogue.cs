using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>All kinds of layer.</summary>
internal static class LayerCatalogue
{
    public static IReadOnlyList<LayerKind> All { get; } =
    [
        new DenseLayer(),
        new ActivationLayer(),
        new LayerNormLayer(),
        new BatchNormLayer(),
        new ResidualLayer(),
        new DropoutLayer(),
    ];

    public static LayerKind Get(LayerModel model)
    {
        foreach (LayerKind kind in All)
        {
            if (kind.Handles(model))
            {
                return kind;
            }
        }

        throw new KeyNotFoundException($"{model.GetType().Name} is not in the catalogue of layers.");
    }
}
