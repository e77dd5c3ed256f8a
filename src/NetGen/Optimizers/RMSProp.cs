using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>
/// RMSProp (Hinton, 2012): <c>s = decay * s + (1 - decay) * g^2</c>, <c>w -= lr * g / (sqrt(s) + epsilon)</c>, s = 0 at the beginning.
/// </summary>
public sealed class RMSProp : Optimizer
{
    private static readonly string[] Names = ["square_avg"];

    private float _epsilon = 1e-8f;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">lr, at least 0.</param>
    /// <param name="decay">The decay of s, at least 0 and below 1. PyTorch calls it alpha and takes 0.99 unless told.</param>
    public RMSProp(float learningRate, float decay = 0.9f)
        : base(learningRate, weightDecay: 0) =>
        Decay = FloatRange.BelowOne.Check(decay, nameof(decay));

    /// <summary>The decay of s.</summary>
    public float Decay { get; private set; }

    /// <summary>Added to the root, above 0. 1e-8 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or not above 0.</exception>
    public float Epsilon
    {
        get => _epsilon;
        set => _epsilon = FloatRange.Positive.Check(value, nameof(Epsilon));
    }

    /// <inheritdoc />
    private protected override string[] StateNames => Names;

    /// <inheritdoc />
    private protected override IEnumerable<Hyperparameter> OwnSettings =>
    [
        Hyperparameter.Number("decay", FloatRange.BelowOne, () => Decay, value => Decay = value),
        Hyperparameter.Number("epsilon", FloatRange.Positive, () => _epsilon, value => _epsilon = value),
    ];

    /// <inheritdoc />
    private protected override void Apply(in UpdateTarget target) => Run(in target, new RMSPropRule(LearningRate, Decay, _epsilon));
}
