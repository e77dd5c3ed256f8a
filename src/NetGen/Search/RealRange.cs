using System;

namespace NetGen;

/// <summary>Real numbers, uniform or log-uniform.</summary>
internal sealed class RealRange : SearchRange<double>
{
    private readonly double _low;
    private readonly double _high;
    private readonly bool _isLogarithmic;

    internal RealRange(string name, double low, double high, bool isLogarithmic)
        : base(name)
    {
        if (!double.IsFinite(low) || (isLogarithmic && low <= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(low), low, $"The range of '{name}' begins at a finite number{(isLogarithmic ? " above 0" : "")}.");
        }

        if (!double.IsFinite(high - low) || high <= low)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, $"The range of '{name}' ends at a finite number greater than {low}.");
        }

        _low = low;
        _high = high;
        _isLogarithmic = isLogarithmic;
    }

    internal override SearchValue Draw(ref Xoshiro256 random) => At(random.NextDouble());

    internal override SearchValue[] Grid(int points)
    {
        SearchValue[] values = new SearchValue[points];
        for (int i = 0; i < points; i++)
        {
            values[i] = At(points == 1 ? 0.5 : (double)i / (points - 1));
        }

        return values;
    }

    private SearchValue At(double share)
    {
        double value = _isLogarithmic
            ? Math.Exp(Math.Log(_low) + (share * (Math.Log(_high) - Math.Log(_low))))
            : _low + (share * (_high - _low));
        value = Math.Clamp(value, _low, _high);
        return new SearchValue(value, SearchText.Of(value));
    }
}
