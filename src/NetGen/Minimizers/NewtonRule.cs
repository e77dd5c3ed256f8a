using System;

namespace NetGen;

/// <summary>Newton's direction by conjugate gradients, and the negative gradient where that one failed.</summary>
internal sealed class NewtonRule(ISymmetricOperator hessian, TruncatedConjugateGradient solver) : IDirectionRule
{
    private bool _isReset;

    public double FirstStep(double gradientNorm, in LineSearchPoint last, double lastSlope, double slope) =>
        _isReset ? 1 / Math.Max(1, gradientNorm) : 1;

    public bool Direction(in LossProbe probe, MinimizerState state, Span<double> direction)
    {
        if (_isReset)
        {
            Vectors.Negate(state.Gradient, direction);
            return true;
        }

        solver.Solve(hessian, probe, state, direction);
        return false;
    }

    public void Accept(ReadOnlySpan<double> step, ReadOnlySpan<double> change) => _isReset = false;

    public void Reset() => _isReset = true;
}
