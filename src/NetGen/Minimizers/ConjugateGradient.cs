using System;

namespace NetGen;

/// <summary>
/// Nonlinear conjugate gradients by Polak and Ribiere, with restarts: d = -g + max(0, b) d', b = g (g - g') / (g' g') with the direction d' and the
/// gradient g' of the step before, and d = -g where that d does not lead down. On a quadratic loss of n parameters it needs about n steps. Needs four vectors of memory.
/// </summary>
public sealed class ConjugateGradient : Minimizer
{
    internal override IStepper CreateStepper(INetwork network) =>
        new LineSearchStepper(new Rule(network.ParameterStorage), new LineSearch(network, slopeRatio: 0.1), network.ParameterStorage);

    private sealed class Rule(int length) : IDirectionRule
    {
        private readonly double[] _lastDirection = new double[length];
        private readonly double[] _lastGradient = new double[length];

        public double FirstStep(double gradientNorm, in LineSearchPoint last, double lastSlope, double slope) =>
            last.Step > 0 && slope < 0 ? Math.Min(1e6, last.Step * lastSlope / slope) : 1 / Math.Max(1, gradientNorm);

        public bool Direction(in LossProbe probe, MinimizerState state, Span<double> direction)
        {
            ReadOnlySpan<double> gradient = state.Gradient;
            double before = Vectors.Dot(_lastGradient, _lastGradient);
            double beta = before > 0 ? Math.Max(0, (Vectors.Dot(gradient, gradient) - Vectors.Dot(gradient, _lastGradient)) / before) : 0;
            for (int i = 0; i < gradient.Length; i++)
            {
                direction[i] = (beta * _lastDirection[i]) - gradient[i];
            }

            direction.CopyTo(_lastDirection);
            gradient.CopyTo(_lastGradient);
            return beta == 0;
        }

        public void Accept(ReadOnlySpan<double> step, ReadOnlySpan<double> change)
        {
        }

        public void Reset()
        {
            Array.Clear(_lastDirection);
            Array.Clear(_lastGradient);
        }
    }
}
