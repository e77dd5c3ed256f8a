using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>AdaGrad (Duchi, Hazan and Singer, 2011): <c>s += g^2</c>, <c>w -= lr * g / (sqrt(s) + epsilon)</c>, s = 0 at the beginning.</summary>
public sealed class AdaGrad : Optimizer
{
    private static readonly string[] Names = ["sum"];

    private float _epsilon = 1e-10f;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">lr, at least 0.</param>
    public AdaGrad(float learningRate)
        : base(learningRate, weightDecay: 0)
    {
    }

    /// <summary>Added to the root, above 0. 1e-10 unless set.</summary>
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
        [Hyperparameter.Number("epsilon", FloatRange.Positive, () => _epsilon, value => _epsilon = value)];

    /// <inheritdoc />
    private protected override void Apply(in UpdateTarget target) => Run(in target, new AdaGradRule(LearningRate, _epsilon));
}
