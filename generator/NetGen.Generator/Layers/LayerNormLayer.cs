namespace NetGen.Generator;

/// <summary>[LayerNorm]: y = (x - mean) / sqrt(variance + epsilon) * weight + bias, over the units of a row.</summary>
internal sealed class LayerNormLayer : LayerKind
{
    public override bool Handles(LayerModel model) => model is LayerNormModel;

    public override LayerNode Infer(LayerModel model, int inputWidth) => new(model, inputWidth, inputWidth, new EquatableArray<ParameterNode>(
    [
        ParameterNode.OfUnits($"layer{model.Position}.weight", ParameterRole.Scale, inputWidth, start: 1f),
        ParameterNode.OfUnits($"layer{model.Position}.bias", ParameterRole.Bias, inputWidth),
    ]));

    public override Value Lower(LayerNode layer, Value input, ProgramBuilder program)
    {
        var model = (LayerNormModel)layer.Model;
        Value normalized = program.Normalize($"layer{model.Position}.normalized", input, model.Epsilon);
        return program.ScaleShift(
            $"layer{model.Position}.y", normalized, ProgramBuilder.Parameter(layer.Parameters[0]), ProgramBuilder.Parameter(layer.Parameters[1]));
    }
}
