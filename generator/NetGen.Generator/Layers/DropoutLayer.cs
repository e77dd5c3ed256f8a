namespace NetGen.Generator;

/// <summary>[Dropout]: y = x * mask in training, with mask 1 / (1 - rate) or 0; y = x otherwise.</summary>
internal sealed class DropoutLayer : LayerKind
{
    public override bool Handles(LayerModel model) => model is DropoutModel;

    public override Value Lower(LayerNode layer, Value input, ProgramBuilder program)
    {
        var model = (DropoutModel)layer.Model;
        return program.Dropout($"layer{model.Position}", input, model.Position, model.Rate);
    }
}
