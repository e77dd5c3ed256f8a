namespace NetGen.Generator;

/// <summary>[BatchNorm]: y = (x - mean) / sqrt(variance + epsilon) * weight + bias, over the rows of a batch.</summary>
internal sealed class BatchNormLayer : LayerKind
{
    public override bool Handles(LayerModel model) => model is BatchNormModel;

    public override LayerNode Infer(LayerModel model, int inputWidth)
    {
        var shape = new EquatableArray<int>([inputWidth]);
        ParameterNode Tensor(string name, ParameterRole role, float start = 0f) =>
            new($"layer{model.Position}.{name}", role, shape, Initializer.Zeros, inputWidth, inputWidth) { Start = start };

        return new LayerNode(
            model,
            inputWidth,
            inputWidth,
            new EquatableArray<ParameterNode>([Tensor("weight", ParameterRole.Scale), Tensor("bias", ParameterRole.Bias)]))
        {
            Buffers = new EquatableArray<ParameterNode>(
                [Tensor("running_mean", ParameterRole.Buffer), Tensor("running_var", ParameterRole.Buffer, start: 1f)]),
        };
    }

    public override Value Lower(LayerNode layer, Value input, ProgramBuilder program)
    {
        var model = (BatchNormModel)layer.Model;
        return program.BatchNorm($"layer{model.Position}.y", input, layer, model.Epsilon, model.Momentum);
    }
}
