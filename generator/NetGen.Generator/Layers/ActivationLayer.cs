namespace NetGen.Generator;

/// <summary>[Activation]: y = f(x).</summary>
internal sealed class ActivationLayer : LayerKind
{
    public override bool Handles(LayerModel model) => model is ActivationLayerModel;

    public override Value Lower(LayerNode layer, Value input, ProgramBuilder program)
    {
        var model = (ActivationLayerModel)layer.Model;
        return program.Activate($"layer{model.Position}.y", input, model.Activation);
    }
}
