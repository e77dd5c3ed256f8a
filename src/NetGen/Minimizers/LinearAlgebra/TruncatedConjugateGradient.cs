using System;

namespace NetGen;

/// <summary>
/// Solves A p = -g by conjugate gradients, up to a residual of min(forcing limit, sqrt |g|) |g|; a direction d without positive curvature d'A d ends it (Nocedal and Wright,
/// Numerical Optimization, algorithm 7.1). Every p is a direction of descent.
/// </summary>
internal sealed class TruncatedConjugateGradient(int length, double forcingLimit, int mostIterations)
{
    /// <summary>Curvature below this part of the largest seen is taken as the rounding of float32 products.</summary>
    private const double Rounding = 1e-6;

    private readonly double[] _residual = new double[length];
    private readonly double[] _direction = new double[length];
    private readonly double[] _product = new double[length];

    /// <returns>False if there was a direction without positive curvature.</returns>
    internal bool Solve(ISymmetricOperator matrix, in LossProbe probe, MinimizerState state, Span<double> solution)
    {
        state.Gradient.CopyTo(_residual, 0);
        Vectors.Negate(_residual, _direction);
        solution.Clear();
        double square = Vectors.Dot(_residual, _residual);
        double target = square * Math.Min(forcingLimit * forcingLimit, Math.Sqrt(square));
        double largest = 0;
        for (int iteration = 0; iteration < mostIterations && !state.CancellationToken.IsCancellationRequested; iteration++)
        {
            matrix.Apply(probe, state, _direction, _product);
            double lengthSquared = Vectors.Dot(_direction, _direction);
            double curvature = Vectors.Dot(_direction, _product) / lengthSquared;
            largest = Math.Max(largest, Math.Sqrt(Vectors.Dot(_product, _product) / lengthSquared));
            if (!(curvature > Rounding * largest))
            {
                if (iteration == 0)
                {
                    AlongNegativeCurvature(curvature, Math.Sqrt(square), solution);
                }

                return false;
            }

            double step = square / (curvature * lengthSquared);
            Vectors.Add(solution, step, _direction);
            Vectors.Add(_residual, step, _product);
            double before = square;
            square = Vectors.Dot(_residual, _residual);
            if (square <= target)
            {
                break;
            }

            Vectors.Scale(_direction, square / before);
            Vectors.Add(_direction, -1, _residual);
        }

        return true;
    }

    /// <summary>
    /// The negative gradient, as long as a curvature of the same size upwards would make it, but not longer than 1: the model has no minimum that
    /// could say how far to go, so the line search does.
    /// </summary>
    private void AlongNegativeCurvature(double curvature, double gradientNorm, Span<double> solution)
    {
        double factor = Math.Min(1 / Math.Abs(curvature), 1 / gradientNorm);
        Vectors.Add(solution, double.IsFinite(factor) ? factor : 1, _direction);
    }
}
