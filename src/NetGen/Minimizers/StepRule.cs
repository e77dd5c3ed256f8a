namespace NetGen;

/// <summary>
/// How far <see cref="SteepestDescent"/> goes along the negative gradient g: x(k+1) = x(k) - a g. f is the loss along that line, f'(0) = -g'g. See
/// Nocedal and Wright, Numerical Optimization, sections 3.1 and 3.5.
/// </summary>
public enum StepRule
{
    /// <summary>The textbook's exact line search: a smallest f(a), up to a slope |f'(a)| of at most |f'(0)| / 1000. For any network.</summary>
    ExactLineSearch,

    /// <summary>
    /// The minimum of the quadratic model, a = g'g / g'Hg, with one Hessian product: exact where the loss is quadratic, and one evaluation a step. Where the
    /// model's step does not meet the condition of <see cref="Backtracking"/>, it is shortened as there; where g'Hg is not positive, the first step tried is
    /// twice the last one. For a network with Hessian products.
    /// </summary>
    QuadraticModel,

    /// <summary>The strong Wolfe conditions: f(a) at most f(0) + 1e-4 a f'(0), |f'(a)| at most 0.9 |f'(0)|. For any network.</summary>
    Wolfe,

    /// <summary>Armijo's condition only: from twice the last step, a is shortened by interpolation until f(a) is at most f(0) + 1e-4 a f'(0). For any network.</summary>
    Backtracking,
}
