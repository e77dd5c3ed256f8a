using System;

namespace NetGen;

/// <summary>The rounding noise of a float32 loss.</summary>
internal static class LossNoise
{
    /// <summary>Evaluations that a measurement takes.</summary>
    internal const int Points = 8;

    private const double Safety = 4;

    /// <summary>
    /// Evaluates the loss at nearly equal parameters. Higher differences of a smooth function vanish there, so what they hold is noise: the
    /// standard deviation s with s^2 = (k!)^2 / (2k)! * mean of the squared k-th differences. The parameters are
    /// the same afterwards, unless the network throws; running statistics are not.
    /// </summary>
    internal static double Measure(LossProbe probe, double loss)
    {
        Span<float> parameters = probe.Network.Parameters;
        float[] origin = parameters.ToArray();
        int[] positions = ParameterPositions.Of(probe.Network.Description);
        Span<double> table = stackalloc double[Points];
        for (int point = 0; point < Points; point++)
        {
            Xoshiro256 random = new(1);
            foreach (int position in positions)
            {
                float step = Math.Max(Math.Abs(origin[position]), 1f / 64) * (1f / 65536);
                parameters[position] = origin[position] + (((random.NextUInt64() >> 63) == 0 ? step : -step) * point);
            }

            table[point] = probe.Loss();
        }

        origin.CopyTo(parameters);
        double noise = 0;
        double weight = 1;
        for (int order = 1; order <= 5; order++)
        {
            double sum = 0;
            for (int i = 0; i < Points - order; i++)
            {
                table[i] = table[i + 1] - table[i];
                sum += table[i] * table[i];
            }

            weight *= order / (2.0 * ((2 * order) - 1));
            if (order >= 3)
            {
                noise = Math.Max(noise, Math.Sqrt(weight * sum / (Points - order)));
            }
        }

        return Math.Max(Safety * noise, Math.Abs(loss) / (1 << 23));
    }
}
