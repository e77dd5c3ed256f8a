using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>[Dense]: y = f(x W^T + b).</summary>
internal sealed class DenseLayer : LayerKind
{
    public override bool Handles(LayerModel model) => model is DenseModel;

    public override LayerNode Infer(LayerModel model, int inputWidth)
    {
        var dense = (DenseModel)model;
        string name = $"layer{dense.Position}";
        Initializer initializer = dense.Initializer == Initializer.Auto ? AutoInitializer(dense.Activation.Function) : dense.Initializer;
        var parameters = new List<ParameterNode>
        {
            new($"{name}.weight", ParameterRole.Weight, new EquatableArray<int>([dense.Units, inputWidth]), initializer, inputWidth, dense.Units),
        };
        if (dense.UseBias)
        {
            parameters.Add(new($"{name}.bias", ParameterRole.Bias, new EquatableArray<int>([dense.Units]), Initializer.Zeros, inputWidth, dense.Units));
        }

        return new LayerNode(model, inputWidth, dense.Units, new EquatableArray<ParameterNode>(parameters));
    }

    public override Value Lower(LayerNode layer, Value input, ProgramBuilder program)
    {
        var dense = (DenseModel)layer.Model;
        string name = $"layer{dense.Position}";
        Value weight = ProgramBuilder.Parameter(layer.Parameters[0]);
        Value z = program.MatMul($"{name}.{(dense.UseBias ? "product" : "z")}", input, weight);
        if (dense.UseBias)
        {
            z = program.AddBias($"{name}.z", z, ProgramBuilder.Parameter(layer.Parameters[1]));
        }

        return program.Activate($"{name}.y", z, dense.Activation);
    }

    private static Initializer AutoInitializer(Activation activation) =>
        activation == Activation.Softmax ? Initializer.XavierUniform : ActivationCatalogue.Get(activation).Initializer;
}
