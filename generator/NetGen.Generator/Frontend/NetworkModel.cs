namespace NetGen.Generator;

/// <summary>
/// What the user declared, checked and complete: the whole contract between the frontend and the stages behind it.
/// Holds strings, numbers and enums only, and compares by content.
/// </summary>
/// <param name="HintName">Name of the generated file, such as <c>Namespace.Outer.IrisNet.g.cs</c>.</param>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="ContainingTypes">Outermost first.</param>
/// <param name="Name">The class name.</param>
/// <param name="InputSize">Number of input features.</param>
/// <param name="Loss">What training minimizes.</param>
/// <param name="HuberDelta">Where the Huber loss turns from square to line.</param>
/// <param name="MaxStackBytes">Stack memory that one call may use for scratch.</param>
/// <param name="Layers">In source order.</param>
/// <param name="Unroll">Whether small layers are written out.</param>
/// <param name="LabelSmoothing">How much of each target goes to all classes alike.</param>
/// <param name="SampleWeights">Whether the loss can weigh rows.</param>
/// <param name="InputGradients">Whether derivatives with respect to the inputs are asked for.</param>
/// <param name="SecondOrder">Whether Hessian products are asked for.</param>
internal sealed record NetworkModel(
    string HintName,
    string Namespace,
    EquatableArray<ContainingTypeModel> ContainingTypes,
    string Name,
    int InputSize,
    Loss Loss,
    float HuberDelta,
    int MaxStackBytes,
    EquatableArray<LayerModel> Layers,
    Unroll Unroll = Unroll.Auto,
    float LabelSmoothing = 0f,
    bool SampleWeights = false,
    bool InputGradients = false,
    bool SecondOrder = false)
{
    /// <summary>How inputs are scaled; null if they are not.</summary>
    public InputScaling? Scaling { get; init; }

    /// <summary>What gives it members that other networks don't have.</summary>
    public NetworkFeatures Features => NetworkFeatureInterfaces.FeaturesOf(Loss, Layers, SampleWeights, InputGradients, SecondOrder);

    /// <summary>Whether a training pass needs more than batch, parameters and gradients.</summary>
    public bool HasContext => (Features & (NetworkFeatures.Dropout | NetworkFeatures.SampleWeights)) != NetworkFeatures.None;
}

/// <summary>A partial type around the network class, as it must be reopened.</summary>
/// <param name="Keyword">Such as <c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">With type parameters, such as <c>Outer&lt;T&gt;</c>.</param>
internal sealed record ContainingTypeModel(string Keyword, string Name);

/// <summary>One layer attribute.</summary>
/// <param name="Position">1-based position in the attribute list: the K of <c>layerK</c>.</param>
internal abstract record LayerModel(int Position)
{
    /// <summary>What the layer is, in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>The layer with the network's precision, which only activations have.</summary>
    public virtual LayerModel At(Precision precision) => this;
}

/// <summary>[Dense].</summary>
internal sealed record DenseModel(int Position, int Units, ActivationModel Activation, bool UseBias, Initializer Initializer, Penalty Penalty = default)
    : LayerModel(Position)
{
    public override string Summary => $"Dense, {Activation.Summary}";

    public override LayerModel At(Precision precision) => this with { Activation = Activation.At(precision) };
}

/// <summary>[Activation].</summary>
internal sealed record ActivationLayerModel(int Position, ActivationModel Activation) : LayerModel(Position)
{
    public override string Summary => Activation.Summary;

    public override LayerModel At(Precision precision) => this with { Activation = Activation.At(precision) };
}

/// <summary>[LayerNorm].</summary>
internal sealed record LayerNormModel(int Position, float Epsilon) : LayerModel(Position)
{
    public override string Summary => "LayerNorm";
}

/// <summary>[BatchNorm].</summary>
internal sealed record BatchNormModel(int Position, float Momentum, float Epsilon) : LayerModel(Position)
{
    public override string Summary => "BatchNorm";
}

/// <summary>[Residual].</summary>
/// <param name="Position">1-based position in the attribute list.</param>
/// <param name="From">The position of the layer whose output is added; 0 for the inputs.</param>
internal sealed record ResidualModel(int Position, int From) : LayerModel(Position)
{
    public override string Summary => From == 0 ? "Residual from the inputs" : $"Residual from layer {Literals.Of(From)}";
}

/// <summary>[Dropout].</summary>
/// <param name="Position">1-based position in the attribute list.</param>
/// <param name="Rate">The probability of a value to be dropped, at least 0 and below 1.</param>
internal sealed record DropoutModel(int Position, float Rate) : LayerModel(Position)
{
    public override string Summary => $"Dropout {Literals.Plain(Rate)}";
}

/// <summary>What the weights of a layer add to the loss: L1 sum |w| + L2 / 2 sum w^2.</summary>
internal readonly record struct Penalty(float L1, float L2)
{
    public bool IsNone => L1 == 0f && L2 == 0f;
}

/// <summary>
/// An activation and its alpha: the declared or default one for the functions that have it, 0 for the others. Only tanh and sigmoid may be fast.
/// </summary>
internal sealed record ActivationModel(Activation Function, float Alpha, Precision Precision = Precision.Accurate)
{
    public string Summary => Alpha == 0f ? Function.ToString() : $"{Function} {Literals.Plain(Alpha)}";

    public ActivationModel At(Precision precision) => Function is Activation.Tanh or Activation.Sigmoid ? this with { Precision = precision } : this;
}
