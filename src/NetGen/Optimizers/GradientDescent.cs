using System.Collections.Generic;

namespace NetGen;

/// <summary>
/// Gradient descent: <c>w -= lr * g</c>. With mini-batches it is stochastic gradient descent (Robbins and Monro, 1951), <c>torch.optim.SGD</c> without momentum.
/// </summary>
public sealed class GradientDescent : Optimizer
{
    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">lr, at least 0.</param>
    public GradientDescent(float learningRate)
        : base(learningRate, weightDecay: 0)
    {
    }

    /// <inheritdoc />
    private protected override string[] StateNames => [];

    /// <inheritdoc />
    private protected override IEnumerable<Hyperparameter> OwnSettings => [];

    /// <inheritdoc />
    private protected override void Apply(in UpdateTarget target) => Run(in target, new GradientDescentRule(LearningRate));
}
