namespace NetGen.Generator;

/// <summary>A kind of layer: stateless, asked for its part of each stage.</summary>
internal abstract class LayerKind
{
    /// <summary>Whether this kind handles the model.</summary>
    public abstract bool Handles(LayerModel model);

    /// <summary>Graph: the layer's output width and parameters for a given input width; the same width and no parameters unless it says otherwise.</summary>
    public virtual LayerNode Infer(LayerModel model, int inputWidth) => new(model, inputWidth, inputWidth, new EquatableArray<ParameterNode>([]));

    /// <summary>Program: appends the layer's forward ops and returns its output. Gradients follow from the ops.</summary>
    public abstract Value Lower(LayerNode layer, Value input, ProgramBuilder program);
}
