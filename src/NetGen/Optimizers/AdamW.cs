namespace NetGen;

/// <summary>
/// AdamW (Loshchilov and Hutter, 2019): <see cref="Adam"/> with decoupled weight decay, <c>w *= 1 - lr * WeightDecay</c> before each step,
/// for weights, and for biases too with <see cref="Optimizer.DecayBiases"/>. WeightDecay is 0.01 unless set.
/// </summary>
public sealed class AdamW : AdamOptimizer
{
    private const float DefaultWeightDecay = 0.01f;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">lr, at least 0.</param>
    /// <param name="beta1">The decay of m, at least 0 and below 1.</param>
    /// <param name="beta2">The decay of v, at least 0 and below 1.</param>
    public AdamW(float learningRate = 1e-3f, float beta1 = 0.9f, float beta2 = 0.999f)
        : base(learningRate, beta1, beta2, DefaultWeightDecay)
    {
    }

    /// <inheritdoc />
    private protected override void Apply(in UpdateTarget target)
    {
        AdamRule rule = CreateRule();
        if (WeightDecay == 0)
        {
            target.Run(in rule);
        }
        else
        {
            UpdateTarget.Run(target, new DecoupledDecayRule<AdamRule>(rule, LearningRate, WeightDecay), rule, DecayBiases);
        }
    }
}
