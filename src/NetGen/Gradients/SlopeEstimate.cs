using System;

namespace NetGen;

/// <summary>A measured partial derivative.</summary>
/// <param name="Value">The derivative.</param>
/// <param name="ErrorBound">How far from the truth it may be.</param>
/// <param name="IsKink">Whether the slopes to the left and to the right differ.</param>
internal readonly record struct SlopeEstimate(double Value, double ErrorBound, bool IsKink)
{
    /// <summary>Steps are scale * 2^-k, k from 2 on.</summary>
    private const int LargestStep = 2;

    private const int Steps = 14;

    /// <summary>The slopes of a smooth function come together twice as close at half the step.</summary>
    private const double KinkRatio = 0.75;

    /// <summary>Steps at which a gap stays open until it counts as a kink.</summary>
    private const int KinkSteps = 2;

    /// <summary>Finer values whose noise is no excuse.</summary>
    private const int FinerSteps = 3;

    /// <summary>Central differences, extrapolated, at the step with the smallest error bound. The parameter is the same afterwards.</summary>
    internal static SlopeEstimate Measure(LossProbe probe, int place, double loss, double noise)
    {
        ref float parameter = ref probe.Network.Parameters[place];
        float origin = parameter;
        double scale = Math.Max(1, Math.Abs(origin));
        Span<double> extrapolated = stackalloc double[Steps];
        double coarser = double.NaN;
        double gapBefore = double.NaN;
        int open = 0;
        for (int k = 0; k < Steps; k++)
        {
            double h = Math.ScaleB(scale, -k - LargestStep);
            parameter = (float)(origin + h);
            double right = parameter;
            double above = probe.Loss();
            parameter = (float)(origin - h);
            double left = parameter;
            double below = probe.Loss();
            parameter = origin;

            double central = (above - below) / (right - left);
            double gap = Math.Abs(((above - loss) / (right - origin)) - ((loss - below) / (origin - left)));
            double visible = 8 * noise / h;
            if (gap > visible && gap > KinkRatio * gapBefore)
            {
                open++;
            }
            else if (gapBefore > 2 * visible)
            {
                open = 0;
            }

            extrapolated[k] = ((4 * central) - coarser) / 3;
            coarser = central;
            gapBefore = gap;
        }

        return Best(extrapolated, scale, noise) with { IsKink = open >= KinkSteps };
    }

    /// <summary>
    /// A value is as far from the truth as from the one before it and the next ones behind it, or from any finer one beyond that one's noise: a
    /// kink inside the step shows there.
    /// </summary>
    private static SlopeEstimate Best(ReadOnlySpan<double> extrapolated, double scale, double noise)
    {
        var best = new SlopeEstimate(double.NaN, double.PositiveInfinity, false);
        for (int k = 2; k < Steps; k++)
        {
            double error = Math.Abs(extrapolated[k] - extrapolated[k - 1]);
            for (int finer = k + 1; finer < Steps; finer++)
            {
                double credit = finer <= k + FinerSteps ? 0 : NoiseOf(finer, scale, noise);
                error = Math.Max(error, Math.Abs(extrapolated[k] - extrapolated[finer]) - credit);
            }

            error += NoiseOf(k, scale, noise);
            if (error < best.ErrorBound)
            {
                best = new SlopeEstimate(extrapolated[k], error, false);
            }
        }

        return best;
    }

    private static double NoiseOf(int k, double scale, double noise) => 1.5 * noise / Math.ScaleB(scale, -k - LargestStep);
}
