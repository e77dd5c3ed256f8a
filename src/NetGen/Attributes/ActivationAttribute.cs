namespace NetGen;

/// <summary>An activation as a layer of its own: <c>y = f(x)</c>, element by element.</summary>
public sealed class ActivationAttribute : LayerAttribute
{
    /// <summary>Declares an activation layer.</summary>
    /// <param name="function">The function f.</param>
    public ActivationAttribute(Activation function) => Function = function;

    /// <summary>The function f.</summary>
    public Activation Function { get; }

    /// <summary>Slope or scale for negative values: <see cref="Activation.LeakyReLU"/> (0.01 unless set) and <see cref="Activation.ELU"/> (1 unless set).</summary>
    public float Alpha { get; set; } = float.NaN;
}
