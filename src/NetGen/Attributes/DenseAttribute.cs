namespace NetGen;

/// <summary>
/// A fully connected layer: <c>y = f(x W^T + b)</c>. Tensors: <c>layerK.weight</c> of shape [units, inputs] and <c>layerK.bias</c> of shape [units].
/// </summary>
public sealed class DenseAttribute : LayerAttribute
{
    /// <summary>Declares a fully connected layer.</summary>
    /// <param name="units">Number of outputs of the layer, at least 1.</param>
    /// <param name="activation">The function f. <see cref="Activation.Linear"/> unless given.</param>
    public DenseAttribute(int units, Activation activation = Activation.Linear)
    {
        Units = units;
        Activation = activation;
    }

    /// <summary>Number of outputs of the layer.</summary>
    public int Units { get; }

    /// <summary>The function applied to the weighted sum.</summary>
    public Activation Activation { get; }

    /// <summary>Slope or scale for negative values: <see cref="Activation.LeakyReLU"/> (0.01 unless set) and <see cref="Activation.ELU"/> (1 unless set).</summary>
    public float Alpha { get; set; } = float.NaN;

    /// <summary>Whether the layer adds a bias. True unless set.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>
    /// L1 regularization: <c>L1 * sum |w|</c> over the layer's weights is part of the loss, and <c>L1 * sign(w)</c> of their gradient. Drives weights to
    /// zero. Finite, at least 0; 0 unless set.
    /// </summary>
    public float L1 { get; set; }

    /// <summary>
    /// L2 regularization: <c>L2 / 2 * sum w^2</c> over the layer's weights is part of the loss, and <c>L2 * w</c> of their gradient, as an optimizer's
    /// <c>WeightDecay</c> adds for all layers without showing in the loss. Finite, at least 0; 0 unless set.
    /// </summary>
    public float L2 { get; set; }

    /// <summary>How the weights start. <see cref="Initializer.Auto"/> unless set.</summary>
    public Initializer Initializer { get; set; }
}
