using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share: the averages of gradients and of squares, with bias correction.</summary>
public abstract class AdamOptimizer : Optimizer
{
    private static readonly string[] Names = ["exp_avg", "exp_avg_sq"];

    private float _epsilon = 1e-8f;
    private DecayPower _power1;
    private DecayPower _power2;

    private protected AdamOptimizer(float learningRate, float beta1, float beta2, float weightDecay)
        : base(learningRate, weightDecay)
    {
        Beta1 = FloatRange.BelowOne.Check(beta1, nameof(beta1));
        Beta2 = FloatRange.BelowOne.Check(beta2, nameof(beta2));
    }

    /// <summary>The decay of m, the average of gradients.</summary>
    public float Beta1 { get; private set; }

    /// <summary>The decay of v, the average of squares.</summary>
    public float Beta2 { get; private set; }

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
        Hyperparameter.Number("beta1", FloatRange.BelowOne, () => Beta1, value => Beta1 = value),
        Hyperparameter.Number("beta2", FloatRange.BelowOne, () => Beta2, value => Beta2 = value),
        Hyperparameter.Number("epsilon", FloatRange.Positive, () => _epsilon, value => _epsilon = value),
    ];

    /// <summary>Makes the rule of the current step.</summary>
    private protected AdamRule CreateRule() =>
        new(LearningRate, Beta1, Beta2, _epsilon, _power1.At(Beta1, StepCount), _power2.At(Beta2, StepCount));
}
