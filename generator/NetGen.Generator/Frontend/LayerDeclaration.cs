namespace NetGen.Generator;

/// <summary>A layer and the attribute that states it, for diagnostics. Lives only while one declaration is parsed.</summary>
internal sealed record LayerDeclaration(LayerModel Model, AttributeReader Attribute)
{
    /// <summary>Its activation.</summary>
    public ActivationModel Activation => Model switch
    {
        DenseModel dense => dense.Activation,
        ActivationLayerModel activation => activation.Activation,
        _ => throw new System.NotSupportedException($"{Model.GetType().Name} states no activation."),
    };

    /// <summary>Where the attribute names the activation.</summary>
    public Microsoft.CodeAnalysis.Location ActivationLocation => Attribute.LocationOf(Model is DenseModel ? 1 : 0);
}
