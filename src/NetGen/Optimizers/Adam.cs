namespace NetGen;

/// <summary>
/// Adam (Kingma and Ba, 2015): <c>m = beta1 * m + (1 - beta1) * g</c>, <c>v = beta2 * v + (1 - beta2) * g^2</c>,
/// <c>w -= lr / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)</c>, t = 1 at the first step, m = v = 0 at the beginning.
/// </summary>
/// <remarks>Weight decay is L2: part of the gradient, so m and v see it. <see cref="AdamW"/> keeps it apart.</remarks>
public sealed class Adam : AdamOptimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">lr, at least 0.</param>
    /// <param name="beta1">The decay of m, at least 0 and below 1.</param>
    /// <param name="beta2">The decay of v, at least 0 and below 1.</param>
    public Adam(float learningRate = 1e-3f, float beta1 = 0.9f, float beta2 = 0.999f)
        : base(learningRate, beta1, beta2, weightDecay: 0)
    {
    }

    /// <inheritdoc />
    private protected override void Apply(in UpdateTarget target) => Run(in target, CreateRule());
}
