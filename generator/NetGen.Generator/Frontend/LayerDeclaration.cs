namespace NetGen.Generator;

/// <summary>A layer and the attribute that states it, for diagnostics. Lives only while one declaration is parsed.</summary>
internal sealed record LayerDeclaration(LayerModel Model, AttributeReader Attribute)
{
    /// <summary>Its activation; linear where it has none.</summary>
    public ActivationModel Activation => Model switch
    {
        DenseModel dense => dense.Activation,
        ActivationLayerModel activation => activation.Activation,
        LayerNormModel or BatchNormModel or ResidualModel or DropoutModel => new ActivationModel(NetGen.Activation.Linear, 0f),
        _ => throw new System.NotSupportedException($"{Model.GetType().Name} states no activation."),
    };

    /// <summary>Where the attribute names the activation, or the attribute where it cannot.</summary>
    public Microsoft.CodeAnalysis.Location ActivationLocation => Model switch
    {
        DenseModel => Attribute.LocationOf(1),
        ActivationLayerModel => Attribute.LocationOf(0),
        _ => Attribute.Location,
    };
}
