using System;

namespace NetGen;

/// <summary>
/// The method of Levenberg and Marquardt for a mean squared error, the mean of the N squared residuals r = outputs - targets: x(k+1) = x(k) + p with
/// (B + l D) p = -g, B = (2 / N) J'J, J the Jacobian of the residuals and g the gradient of the loss. The damping l turns between a Gauss-Newton step (0)
/// and a short step along the negative gradient. Needs a network with <see cref="ILeastSquaresNetwork"/>.
/// </summary>
/// <remarks>
/// <para>The gain ratio q = (f(x) - f(x + p)) / (p'(l D p - g) / 2), decrease of the loss over decrease of the model, decides (Madsen, Nielsen and Tingleff,
/// Methods for Non-Linear Least Squares Problems, 2004): above 1e-4 the step is taken and l becomes l max(1/3, 1 - (2 q - 1)^3); else l is multiplied by 2,
/// 4, 8, ... until a step is. Where the decrease is within the rounding of a float32 loss, it is taken from the gradients at both ends, -(g + g')p / 2.</para>
/// <para>Loss and gradient are those of <c>Backward</c>, with penalties and weights of rows; the matrix B leaves them out. So the minimum is that of the
/// whole loss, and a large penalty costs some iterations.</para>
/// <para>Up to <see cref="SecondOrderMinimizer.DenseLimit"/> parameters J is formed, one product for each, and B + l D factored by Cholesky: this keeps N x
/// parameters float32 values. With more it is solved by conjugate gradients, two products an iteration.</para>
/// </remarks>
public sealed class LevenbergMarquardt : SecondOrderMinimizer
{
    /// <summary>
    /// The damping l at the start, as a part of the size of B over that of D: the largest element of diag(B) for D = I (|B g| / |g| where B is not formed), 1
    /// for D = diag(B). Above 0, finite. 1e-3 unless set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or not finite.</exception>
    public double InitialDamping
    {
        get;
        init => field = Setting.Positive(value);
    } = 1e-3;

    /// <summary>The matrix D. <see cref="DampingScale.Identity"/> unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a value of the enumeration.</exception>
    public DampingScale Scale
    {
        get;
        init => field = Setting.Defined(value);
    } = DampingScale.Identity;

    internal override IStepper CreateStepper(INetwork network)
    {
        ILeastSquaresNetwork products = SecondOrder.Of<ILeastSquaresNetwork>(network, nameof(LevenbergMarquardt));
        int[] positions = ParameterPositions.Of(network.Description);
        IDampedModel model = positions.Length <= DenseLimit
            ? new DenseGaussNewton(products, positions, Scale)
            : new GaussNewtonOperator(products, positions, Scale, new TruncatedConjugateGradient(network.ParameterStorage, ForcingLimit, MaxInnerIterations));
        return new DampedStepper(model, network.ParameterStorage, InitialDamping);
    }
}
