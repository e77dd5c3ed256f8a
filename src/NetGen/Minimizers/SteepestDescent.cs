using System;

namespace NetGen;

/// <summary>
/// Steps along the negative gradient, x(k+1) = x(k) - a g (Cauchy, 1847), with a step length a by <see cref="StepRule"/>. With an exact line search the
/// gradients of successive steps are orthogonal, the well-known zig-zag, and on a quadratic loss with condition number k each step leaves at most
/// ((k - 1) / (k + 1))^2 of the distance to the smallest loss. A measure for other methods rather than a method to use.
/// </summary>
public sealed class SteepestDescent : Minimizer
{
    private const double ExactSlopeRatio = 1e-3;
    private const double WolfeSlopeRatio = 0.9;

    /// <summary>How the step length is found. <see cref="StepRule.ExactLineSearch"/> unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a value of the enumeration.</exception>
    public StepRule StepRule
    {
        get;
        init => field = Setting.Defined(value);
    } = StepRule.ExactLineSearch;

    internal override IStepper CreateStepper(INetwork network)
    {
        int length = network.ParameterStorage;
        LineSearch search = StepRule switch
        {
            StepRule.ExactLineSearch => new LineSearch(network, ExactSlopeRatio),
            StepRule.Wolfe => new LineSearch(network, WolfeSlopeRatio),
            _ => new LineSearch(network, LineSearch.AnySlope),
        };
        IDirectionRule rule = StepRule switch
        {
            StepRule.QuadraticModel => new QuadraticStepRule(HessianOf(network), length),
            StepRule.Backtracking => new GradientRule(growth: 2),
            _ => new GradientRule(growth: 1),
        };
        return new LineSearchStepper(rule, search, length);
    }

    private static HessianOperator HessianOf(INetwork network) => new(
        SecondOrder.Of<ISecondOrderNetwork>(network, $"{nameof(SteepestDescent)} with {nameof(StepRule)}.{nameof(StepRule.QuadraticModel)}"),
        ParameterPositions.Of(network.Description));

    /// <summary>Tries the last step first, grown.</summary>
    private sealed class GradientRule(double growth) : IDirectionRule
    {
        public double FirstStep(double gradientNorm, in LineSearchPoint last, double lastSlope, double slope) =>
            last.Step > 0 ? growth * last.Step : 1 / Math.Max(1, gradientNorm);

        public bool Direction(in LossProbe probe, MinimizerState state, Span<double> direction)
        {
            Vectors.Negate(state.Gradient, direction);
            return true;
        }

        public void Accept(ReadOnlySpan<double> step, ReadOnlySpan<double> change)
        {
        }

        public void Reset()
        {
        }
    }

    /// <summary>Tries the minimum of the quadratic model first.</summary>
    private sealed class QuadraticStepRule(HessianOperator hessian, int length) : IDirectionRule
    {
        /// <summary>Curvature below this part of the product's length is rounding.</summary>
        private const double LeastCurvature = 1e-6;

        private readonly double[] _product = new double[length];
        private double _modelStep;

        public double FirstStep(double gradientNorm, in LineSearchPoint last, double lastSlope, double slope) =>
            _modelStep > 0 ? _modelStep : last.Step > 0 ? 2 * last.Step : 1 / Math.Max(1, gradientNorm);

        public bool Direction(in LossProbe probe, MinimizerState state, Span<double> direction)
        {
            Vectors.Negate(state.Gradient, direction);
            hessian.Apply(probe, state, direction, _product);
            double curvature = Vectors.Dot(direction, _product);
            double square = Vectors.Dot(direction, direction);
            _modelStep = curvature > LeastCurvature * Math.Sqrt(square) * Vectors.Norm(_product) ? square / curvature : 0;
            return true;
        }

        public void Accept(ReadOnlySpan<double> step, ReadOnlySpan<double> change)
        {
        }

        public void Reset()
        {
        }
    }
}
