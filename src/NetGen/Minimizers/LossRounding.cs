using System;

namespace NetGen;

/// <summary>The rounding of a float32 loss.</summary>
internal static class LossRounding
{
    private const double Relative = 1.0 / (1 << 22);

    /// <summary>Two roundings: losses that differ by less are taken as equal.</summary>
    internal static double Of(double loss) => Math.Abs(loss) * Relative;
}
