namespace NetGen;

/// <summary>
/// What training minimizes, always as the mean over the batch. <c>y</c> is the network's output, <c>t</c> the target, in the cross-entropies after
/// <see cref="NetworkAttribute.LabelSmoothing"/>.
/// </summary>
public enum Loss
{
    /// <summary>Mean over all elements of (y - t)^2.</summary>
    MeanSquaredError,

    /// <summary>Mean over all elements of |y - t|. The derivative at 0 is 0.</summary>
    MeanAbsoluteError,

    /// <summary>Mean over all elements of (y - t)^2 / 2 where |y - t| &lt; delta, else delta * (|y - t| - delta / 2).</summary>
    Huber,

    /// <summary>Mean over all elements of -(t log y + (1 - t) log(1 - y)), computed from the logits of the last sigmoid layer.</summary>
    BinaryCrossEntropy,

    /// <summary>Mean over rows of -sum_k t_k log y_k, computed from the logits of the last softmax layer.</summary>
    CrossEntropy,
}
