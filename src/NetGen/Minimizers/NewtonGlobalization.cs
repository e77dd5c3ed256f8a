namespace NetGen;

/// <summary>How <see cref="NewtonMethod"/> gets near a minimum, where the quadratic model does not hold yet or has no minimum.</summary>
public enum NewtonGlobalization
{
    /// <summary>
    /// A step a p along the Newton direction, a by the strong Wolfe conditions, 1 tried first: a quadratic loss is minimized in one step (Nocedal and Wright,
    /// Numerical Optimization, chapter 3).
    /// </summary>
    LineSearch,

    /// <summary>
    /// (H + m I) p = -g with a damping m that follows the ratio of the loss' decrease to the model's, as in <see cref="LevenbergMarquardt"/>: a trust region by other
    /// means (Nocedal and Wright, chapter 4). m exceeds the magnitude of negative eigenvalues, and falls to 1e-8 of H by thirds near a minimum. For long curved
    /// valleys: about half the iterations, one evaluation each.
    /// </summary>
    Regularization,
}
