namespace NetGen.Generator;

/// <summary>[Residual]: y = x + the output of an earlier layer.</summary>
internal sealed class ResidualLayer : LayerKind
{
    public override bool Handles(LayerModel model) => model is ResidualModel;

    public override Value Lower(LayerNode layer, Value input, ProgramBuilder program) =>
        program.Add($"layer{layer.Model.Position}.y", input, program.Outputs[((ResidualModel)layer.Model).From]);
}
