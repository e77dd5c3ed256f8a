using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>
/// Gradient descent with momentum (Polyak, 1964): <c>v = beta * v + (1 - dampening) * g</c>, <c>w -= lr * v</c>, v = 0 at the beginning.
/// With <see cref="Nesterov"/>: <c>w -= lr * (beta * v + (1 - dampening) * g)</c>.
/// </summary>
/// <remarks>
/// With <see cref="Dampening"/> = <see cref="Beta"/>, v is the exponentially weighted average of the gradients that textbooks write,
/// <c>v = beta * v + (1 - beta) * g</c>. PyTorch differs in one point: there the first v is g, not dampened.
/// </remarks>
public sealed class Momentum : Optimizer
{
    private static readonly string[] Names = ["momentum_buffer"];

    private float _dampening;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">lr, at least 0.</param>
    /// <param name="beta">The decay of v, at least 0 and below 1.</param>
    public Momentum(float learningRate, float beta = 0.9f)
        : base(learningRate, weightDecay: 0) =>
        Beta = FloatRange.BelowOne.Check(beta, nameof(beta));

    /// <summary>The decay of v.</summary>
    public float Beta { get; private set; }

    /// <summary>How much less than whole a gradient enters v, from 0 to 1. 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public float Dampening
    {
        get => _dampening;
        set => _dampening = FloatRange.Fraction.Check(value, nameof(Dampening));
    }

    /// <summary>Whether the step looks ahead along v (Nesterov, 1983; Sutskever et al., 2013). False unless set.</summary>
    public bool Nesterov { get; set; }

    /// <inheritdoc />
    private protected override string[] StateNames => Names;

    /// <inheritdoc />
    private protected override IEnumerable<Hyperparameter> OwnSettings =>
    [
        Hyperparameter.Number("beta", FloatRange.BelowOne, () => Beta, value => Beta = value),
        Hyperparameter.Number("dampening", FloatRange.Fraction, () => _dampening, value => _dampening = value),
        Hyperparameter.Flag("nesterov", () => Nesterov, value => Nesterov = value),
    ];

    /// <inheritdoc />
    private protected override void Apply(in UpdateTarget target)
    {
        float gain = 1f - _dampening;
        if (Nesterov)
        {
            Run(in target, new NesterovRule(LearningRate, Beta, gain));
        }
        else
        {
            Run(in target, new MomentumRule(LearningRate, Beta, gain));
        }
    }
}
