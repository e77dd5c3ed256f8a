using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>The hyperparameters of a search. Immutable.</summary>
public sealed class SearchSpace
{
    private readonly SearchRange[] _ranges;

    /// <summary>Puts ranges together.</summary>
    /// <param name="ranges">At least one; names are unique.</param>
    /// <exception cref="ArgumentException">There is no range, or two have the same name.</exception>
    public SearchSpace(params ReadOnlySpan<SearchRange> ranges)
    {
        if (ranges.IsEmpty)
        {
            throw new ArgumentException("A search needs at least one range.", nameof(ranges));
        }

        HashSet<string> names = [];
        foreach (SearchRange range in ranges)
        {
            ArgumentNullException.ThrowIfNull(range, nameof(ranges));
            if (!names.Add(range.Name))
            {
                throw new ArgumentException($"Two ranges are named '{range.Name}'.", nameof(ranges));
            }
        }

        _ranges = ranges.ToArray();
    }

    /// <summary>The ranges, in the order of the table's columns.</summary>
    public IReadOnlyList<SearchRange> Ranges => _ranges;

    internal int IndexOf(SearchRange range) => Array.IndexOf(_ranges, range);

    internal SearchValue[][] Draw(int trials, ulong seed)
    {
        var random = new Xoshiro256(seed);
        SearchValue[][] settings = new SearchValue[trials][];
        for (int trial = 0; trial < trials; trial++)
        {
            settings[trial] = new SearchValue[_ranges.Length];
            for (int i = 0; i < _ranges.Length; i++)
            {
                settings[trial][i] = _ranges[i].Draw(ref random);
            }
        }

        return settings;
    }

    /// <summary>All combinations, the last range changing fastest.</summary>
    internal SearchValue[][] Grid(int points)
    {
        SearchValue[][] axes = Array.ConvertAll(_ranges, range => range.Grid(points));
        int count = 1;
        foreach (SearchValue[] axis in axes)
        {
            count = checked(count * axis.Length);
        }

        SearchValue[][] settings = new SearchValue[count][];
        for (int trial = 0; trial < count; trial++)
        {
            settings[trial] = new SearchValue[axes.Length];
            int rest = trial;
            for (int i = axes.Length - 1; i >= 0; i--)
            {
                (rest, int index) = Math.DivRem(rest, axes[i].Length);
                settings[trial][i] = axes[i][index];
            }
        }

        return settings;
    }
}
