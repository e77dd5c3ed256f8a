namespace NetGen;

/// <summary>Why a minimizer ended.</summary>
public enum MinimizerStop
{
    /// <summary>The gradient norm fell to the tolerance.</summary>
    GradientTolerance,

    /// <summary>
    /// No step along the negative gradient, or however damped, lowers the loss, or 20 steps in a row lowered neither the loss nor the gradient norm; lower
    /// means by more than the noise of the loss.
    /// </summary>
    StepTooSmall,

    /// <summary>All iterations were done.</summary>
    MaxIterations,

    /// <summary>The cancellation token asked for it.</summary>
    Cancelled,

    /// <summary>The loss fell to the target.</summary>
    TargetLoss,

    /// <summary>Loss or gradient is NaN or infinite where the run starts.</summary>
    NumericOverflow,
}
