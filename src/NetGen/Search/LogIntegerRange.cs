using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>Whole numbers, log-uniform.</summary>
internal sealed class LogIntegerRange : SearchRange<int>
{
    private readonly int _low;
    private readonly int _high;

    internal LogIntegerRange(string name, int low, int high)
        : base(name)
    {
        if (low < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(low), low, $"The range of '{name}' begins at 1 or above.");
        }

        if (high < low)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, $"The range of '{name}' ends at {low} or above.");
        }

        _low = low;
        _high = high;
    }

    internal override SearchValue Draw(ref Xoshiro256 random) => At(_low - 0.5, _high + 0.5, random.NextDouble());

    internal override SearchValue[] Grid(int points)
    {
        if ((long)_high - _low < points)
        {
            return [.. Enumerable.Range(_low, _high - _low + 1).Select(value => new SearchValue(value, SearchText.Of(value)))];
        }

        // Close to 1 neighbours round to the same number; each is tried once.
        List<SearchValue> values = [];
        for (int i = 0; i < points; i++)
        {
            SearchValue value = At(_low, _high, points == 1 ? 0.5 : (double)i / (points - 1));
            if (!values.Contains(value))
            {
                values.Add(value);
            }
        }

        return [.. values];
    }

    private SearchValue At(double low, double high, double share)
    {
        double value = Math.Exp(Math.Log(low) + (share * (Math.Log(high) - Math.Log(low))));
        int rounded = (int)Math.Clamp(Math.Round(value), _low, _high);
        return new SearchValue(rounded, SearchText.Of(rounded));
    }
}
