using System;

namespace NetGen;

/// <summary>
/// Newton's method: x(k+1) = x(k) + a p with H p = -g, where g is the gradient and H the Hessian of the mean loss at x(k). The line search tries a = 1
/// first, which it accepts near a minimum, where the error squares with each iteration; <see cref="Globalization"/> has another way to get there. Needs a
/// network with Hessian products.
/// </summary>
/// <remarks>
/// <para>Up to <see cref="SecondOrderMinimizer.DenseLimit"/> parameters H is formed by as many products and factored by Cholesky. Where that fails, H is not positive definite,
/// and its eigenvalues l are replaced by max(|l|, 1e-6 max |l|): so p leads down along directions of negative curvature too, away from saddles (Nocedal
/// and Wright, Numerical Optimization, section 3.4).</para>
/// <para>With more parameters it is Newton-CG (Dembo and Steihaug, 1983; Nocedal and Wright, algorithm 7.1): conjugate gradients, a product an
/// iteration, until |H p + g| is below min(<see cref="SecondOrderMinimizer.ForcingLimit"/>, sqrt |g|) |g|, which makes the convergence superlinear. A
/// direction of negative curvature ends them; if it is the first, the negative gradient, the step goes along it.</para>
/// </remarks>
public sealed class NewtonMethod : SecondOrderMinimizer
{
    private const double InitialDamping = 1e-3;

    /// <summary>How steps are kept from going too far. <see cref="NewtonGlobalization.LineSearch"/> unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a value of the enumeration.</exception>
    public NewtonGlobalization Globalization
    {
        get;
        init => field = Setting.Defined(value);
    } = NewtonGlobalization.LineSearch;

    internal override IStepper CreateStepper(INetwork network)
    {
        ISecondOrderNetwork products = SecondOrder.Of<ISecondOrderNetwork>(network, nameof(NewtonMethod));
        int[] positions = ParameterPositions.Of(network.Description);
        var hessian = new HessianOperator(products, positions);
        int length = network.ParameterStorage;
        bool isDense = positions.Length <= DenseLimit;
        var solver = new TruncatedConjugateGradient(length, ForcingLimit, MaxInnerIterations);
        if (Globalization == NewtonGlobalization.Regularization)
        {
            IDampedModel model = isDense ? new DenseHessianModel(hessian, positions) : new HessianModel(hessian, solver);
            return new DampedStepper(model, length, InitialDamping);
        }

        IDirectionRule rule = isDense ? new DenseNewtonRule(hessian, positions) : new NewtonRule(hessian, solver);
        return new LineSearchStepper(rule, new LineSearch(network, slopeRatio: 0.9), length);
    }
}
