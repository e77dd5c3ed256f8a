using System;

namespace NetGen;

/// <summary>
/// Nonlinear conjugate gradients by Polak and Ribiere, with restarts: d = -g + max(0, b) d', b = g (g - g') / (g' g') with the direction d' and the
/// gradient g' of the step before. On a quadratic loss of n parameters it needs about n steps. Needs four vectors of memory.
/// </summary>
public sealed class ConjugateGradient : Minimizer
{
    private protected override double SlopeRatio => 0.1;

    private protected override IDirectionRule CreateRule(int length) => new Rule(length);

    private sealed class Rule(int length) : IDirectionRule
    {
        private readonly double[] _lastDirection = new double[length];
        private readonly double[] _lastGradient = new double[length];

        public double FirstStep(double gradientNorm, in LineSearchPoint last, double lastSlope, double slope) =>
            last.Step > 0 && slope < 0 ? Math.Min(1e6, last.Step * lastSlope / slope) : 1 / Math.Max(1, gradientNorm);

        public void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
        {
            double before = MinimizerRun.Dot(_lastGradient, _lastGradient);
            double beta = before > 0 ? Math.Max(0, (MinimizerRun.Dot(gradient, gradient) - MinimizerRun.Dot(gradient, _lastGradient)) / before) : 0;
            for (int i = 0; i < gradient.Length; i++)
            {
                direction[i] = (beta * _lastDirection[i]) - gradient[i];
            }

            direction.CopyTo(_lastDirection);
            gradient.CopyTo(_lastGradient);
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
