using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>The vertical axis of a chart: linear, or logarithmic where the values span more than two powers of ten.</summary>
internal sealed class ChartScale
{
    private const double LogarithmicFrom = 100;
    private const int Steps = 4;

    private readonly double _low;
    private readonly double _high;

    internal ChartScale(IEnumerable<ChartSeries> series)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (ChartSeries one in series)
        {
            foreach (double value in one.Values)
            {
                if (double.IsFinite(value))
                {
                    low = Math.Min(low, value);
                    high = Math.Max(high, value);
                }
            }
        }

        IsLogarithmic = low > 0 && high / low > LogarithmicFrom;
        if (IsLogarithmic)
        {
            _low = Math.Floor(Math.Log10(low));
            _high = Math.Ceiling(Math.Log10(high));
            Ticks = PowersOfTen();
            return;
        }

        if (low > high)
        {
            (low, high) = (0, 1);
        }
        else if (low == high)
        {
            (low, high) = low == 0 ? (-1, 1) : (low - Math.Abs(low), low + Math.Abs(low));
        }

        double step = NiceStep((high - low) / Steps);
        _low = Math.Floor(low / step) * step;
        _high = Math.Ceiling(high / step) * step;
        Ticks = Multiples(step);
    }

    internal bool IsLogarithmic { get; }

    /// <summary>The values at which the axis has a line.</summary>
    internal IReadOnlyList<double> Ticks { get; }

    /// <summary>Where a value lies between the axis' ends: 0 is the lower one, 1 the upper one.</summary>
    internal double Share(double value) => ((IsLogarithmic ? Math.Log10(value) : value) - _low) / (_high - _low);

    /// <summary>The least of 1, 2, 5 times a power of ten that is not below <paramref name="least"/>.</summary>
    private static double NiceStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return least <= power ? power : least <= 2 * power ? 2 * power : least <= 5 * power ? 5 * power : 10 * power;
    }

    private List<double> PowersOfTen()
    {
        int every = Math.Max(1, (int)Math.Ceiling((_high - _low) / 6));
        List<double> ticks = [];
        for (double exponent = _low; exponent <= _high; exponent += every)
        {
            ticks.Add(Math.Pow(10, exponent));
        }

        return ticks;
    }

    private List<double> Multiples(double step)
    {
        List<double> ticks = [];
        long first = (long)Math.Round(_low / step);
        long last = (long)Math.Round(_high / step);
        for (long i = first; i <= last; i++)
        {
            ticks.Add(i * step);
        }

        return ticks;
    }
}
