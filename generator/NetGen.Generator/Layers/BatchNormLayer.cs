namespace NetGen.Generator;

/// <summary>[BatchNorm]: y = (x - mean) / sqrt(variance + epsilon) * weight + bias, over the rows of a batch.</summary>
internal sealed class BatchNormLayer : LayerKind
{
    public override bool Handles(LayerModel model) => model is BatchNormModel;

    public override LayerNode Infer(LayerModel model, int inputWidth)
    {
        string name = $"layer{model.Position}";
        return new LayerNode(model, inputWidth, inputWidth, new EquatableArray<ParameterNode>(
        [
            ParameterNode.OfUnits($"{name}.weight", ParameterRole.Scale, inputWidth, start: 1f),
            ParameterNode.OfUnits($"{name}.bias", ParameterRole.Bias, inputWidth),
        ]))
        {
            Buffers = new EquatableArray<ParameterNode>(
            [
                ParameterNode.OfUnits($"{name}.running_mean", ParameterRole.Buffer, inputWidth),
                ParameterNode.OfUnits($"{name}.running_var", ParameterRole.Buffer, inputWidth, start: 1f),
            ]),
        };
    }

    public override Value Lower(LayerNode layer, Value input, ProgramBuilder program)
    {
        var model = (BatchNormModel)layer.Model;
        return program.BatchNorm($"layer{model.Position}.y", input, layer, model.Epsilon, model.Momentum);
    }
}
