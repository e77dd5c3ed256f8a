using System;

namespace NetGen;

/// <summary>
/// Declares a network: the generator completes the partial class with <see cref="INetwork"/>. The layers are the layer attributes
/// (<see cref="DenseAttribute"/>, <see cref="ActivationAttribute"/>) of the same declaration, in source order.
/// </summary>
/// <example>
/// <code>
/// [Network(4, Loss = Loss.CrossEntropy)]
/// [Dense(8, Activation.ReLU)]
/// [Dense(3, Activation.Softmax)]
/// public sealed partial class IrisNet;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>Declares a network.</summary>
    /// <param name="inputs">Number of input features, at least 1.</param>
    public NetworkAttribute(int inputs) => Inputs = inputs;

    /// <summary>Number of input features.</summary>
    public int Inputs { get; }

    /// <summary>What training minimizes. <see cref="Loss.MeanSquaredError"/> unless set.</summary>
    public Loss Loss { get; set; }

    /// <summary>Where the Huber loss turns from square to line, greater than 0. Only with <see cref="Loss.Huber"/>. 1 unless set.</summary>
    public float HuberDelta { get; set; } = 1f;

    /// <summary>
    /// Label smoothing s, in [0, 1): training takes <c>(1 - s) t + s / K</c> for the target t of a row of K classes with
    /// <see cref="Loss.CrossEntropy"/>, as PyTorch's <c>label_smoothing</c>, and <c>(1 - s) t + s / 2</c> with
    /// <see cref="Loss.BinaryCrossEntropy"/>. No other loss has it. 0 unless set.
    /// </summary>
    /// <remarks>Every loss that the network computes includes it, <see cref="INetwork.ComputeLoss"/> too. Outputs don't change. Szegedy et al., 2016.</remarks>
    public float LabelSmoothing { get; set; }

    /// <summary>Whether small layers are written out or looped. <see cref="Unroll.Auto"/> unless set.</summary>
    public Unroll Unroll { get; set; }

    /// <summary>How exact tanh and sigmoid are. <see cref="Precision.Accurate"/> unless set.</summary>
    public Precision Precision { get; set; }

    /// <summary>
    /// Whether to emit overloads that weigh rows, <see cref="IWeightedNetwork"/>, which <see cref="TrainingOptions.ClassWeights"/> and
    /// <see cref="Dataset.WithSampleWeights"/> need. false unless set.
    /// </summary>
    public bool SampleWeights { get; set; }

    /// <summary>Whether to emit derivatives by the inputs, <see cref="IInputGradientNetwork"/>. false unless set.</summary>
    public bool InputGradients { get; set; }

    /// <summary>
    /// Whether to emit Hessian products, <see cref="ISecondOrderNetwork"/>, and with <see cref="Loss.MeanSquaredError"/> the products of the
    /// residuals' Jacobian, <see cref="ILeastSquaresNetwork"/>. false unless set.
    /// </summary>
    public bool SecondOrder { get; set; }

    /// <summary>
    /// Stack memory, in bytes, that one call may use for scratch. 65,536 unless set. A call that would need more uses memory pooled
    /// by the instance instead; the header of the generated file says which.
    /// </summary>
    public int MaxStackBytes { get; set; } = 65536;
}
