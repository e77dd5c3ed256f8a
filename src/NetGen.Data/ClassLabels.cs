using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetGen.Data;

/// <summary>Collects the label cells of a file and turns them into class indices.</summary>
internal sealed class ClassLabels(IReadOnlyList<string>? classNames, string file, string column)
{
    /// <summary>A larger index is an id or a measurement that was taken for a label.</summary>
    private const double LargestIndex = 65535;

    private readonly List<string> _cells = [];
    private readonly List<int> _lines = [];

    internal void Add(string cell, int line)
    {
        _cells.Add(cell);
        _lines.Add(line);
    }

    /// <exception cref="InvalidDataException">A label is none of the given class names, or the labels look like measurements.</exception>
    internal (int[] Labels, int ClassCount, IReadOnlyList<string>? Names) Resolve()
    {
        if (classNames is not null)
        {
            return ByName(classNames);
        }

        Dictionary<string, double> numbers = [];
        for (int row = 0; row < _cells.Count; row++)
        {
            if (numbers.ContainsKey(_cells[row]))
            {
                continue;
            }

            if (!double.TryParse(_cells[row], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
            {
                return ByName([.. _cells.Distinct().Order(StringComparer.Ordinal)]);
            }

            numbers.Add(_cells[row], number);
        }

        return ByNumber(numbers);
    }

    private (int[] Labels, int ClassCount, IReadOnlyList<string>? Names) ByNumber(Dictionary<string, double> numbers)
    {
        int[] labels = new int[_cells.Count];
        int fraction = _cells.FindIndex(cell => numbers[cell] != Math.Floor(numbers[cell]));
        if (fraction >= 0)
        {
            throw CsvLocation.Error(
                file, _lines[fraction], column, $"'{_cells[fraction]}' is not a class; for regression set {nameof(CsvOptions.TargetColumns)}.");
        }

        if (numbers.Values.Min() < 0)
        {
            double[] sorted = [.. numbers.Values.Distinct().Order()];
            for (int row = 0; row < labels.Length; row++)
            {
                labels[row] = Array.BinarySearch(sorted, numbers[_cells[row]]);
            }

            return (labels, sorted.Length, [.. sorted.Select(value => value.ToString(CultureInfo.InvariantCulture))]);
        }

        for (int row = 0; row < labels.Length; row++)
        {
            double number = numbers[_cells[row]];
            if (number > LargestIndex)
            {
                throw CsvLocation.Error(
                    file, _lines[row], column, $"'{_cells[row]}' is too large for a class index; set {nameof(CsvOptions.ClassNames)} to number the classes.");
            }

            labels[row] = (int)number;
        }

        return (labels, labels.Max() + 1, null);
    }

    private (int[] Labels, int ClassCount, IReadOnlyList<string>? Names) ByName(IReadOnlyList<string> names)
    {
        Dictionary<string, int> index = [];
        for (int i = 0; i < names.Count; i++)
        {
            index.Add(names[i], i);
        }

        int[] labels = new int[_cells.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            if (!index.TryGetValue(_cells[row], out labels[row]))
            {
                throw CsvLocation.Error(file, _lines[row], column, $"'{_cells[row]}' is none of the classes {string.Join(", ", names)}.");
            }
        }

        return (labels, names.Count, names);
    }
}
