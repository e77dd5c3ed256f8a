using System;

namespace NetGen;

/// <summary>
/// Steps along the negative gradient, d = -g, to the minimum on that line: with the slope there at most 1/1000 of the slope at the start this is the
/// textbook's exact line search. On a quadratic loss with condition number k each step leaves at most ((k - 1) / (k + 1))^2 of the distance to the
/// smallest loss, in the well-known zig-zag (Cauchy, 1847). A measure for other methods rather than a method to use.
/// </summary>
public sealed class SteepestDescent : Minimizer
{
    internal override IStepper CreateStepper(INetwork network) =>
        new LineSearchStepper(new Rule(), new LineSearch(network, slopeRatio: 1e-3), network.ParameterStorage);

    private sealed class Rule : IDirectionRule
    {
        public double FirstStep(double gradientNorm, in LineSearchPoint last, double lastSlope, double slope) =>
            last.Step > 0 ? last.Step : 1 / Math.Max(1, gradientNorm);

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
}
