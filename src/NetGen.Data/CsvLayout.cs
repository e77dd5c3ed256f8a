using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetGen.Data;

/// <summary>Where the features, the label and the targets are: column indices, found by the names of the header.</summary>
internal sealed class CsvLayout
{
    private CsvLayout(string[] header, int[] features, int[] targets, int label)
    {
        Header = header;
        Features = features;
        Targets = targets;
        Label = label;
    }

    internal string[] Header { get; }

    internal int[] Features { get; }

    /// <summary>Empty if there is a label.</summary>
    internal int[] Targets { get; }

    /// <summary>-1 if there are targets.</summary>
    internal int Label { get; }

    /// <exception cref="InvalidDataException">The header has not the columns that the options name.</exception>
    internal static CsvLayout Resolve(string[] header, CsvOptions options, string file, int line)
    {
        Dictionary<string, int> index = [];
        for (int i = 0; i < header.Length; i++)
        {
            if (header[i].Length > 0 && !index.TryAdd(header[i], i))
            {
                throw CsvLocation.Error(file, line, header[i], $"columns {index[header[i]] + 1} and {i + 1} have the same name.");
            }
        }

        int[] targets = Find(options.TargetColumns ?? []);
        int label = options.TargetColumns is not null ? -1 : options.LabelColumn is null ? header.Length - 1 : Find([options.LabelColumn])[0];
        int[] ignored = Find(options.IgnoredColumns ?? []);
        int[] features = options.FeatureColumns is not null
            ? Find(options.FeatureColumns)
            : [.. Enumerable.Range(0, header.Length).Where(i => i != label && !targets.Contains(i) && !ignored.Contains(i))];
        if (features.Length == 0)
        {
            throw CsvLocation.Error(file, line, "no column is left for the features.");
        }

        int[] used = [.. features, .. targets, .. label < 0 ? Array.Empty<int>() : [label]];
        foreach (int column in used)
        {
            if (header[column].Length == 0)
            {
                throw CsvLocation.Error(file, line, $"column {column + 1} has no name; name the columns to read in the options.");
            }

            if (used.Count(other => other == column) > 1)
            {
                throw CsvLocation.Error(file, line, header[column], "the options use it twice.");
            }
        }

        return new CsvLayout(header, features, targets, label);

        int[] Find(IReadOnlyList<string> names) => [.. names.Select(name => index.TryGetValue(name, out int i)
            ? i
            : throw CsvLocation.Error(file, line, $"there is no column '{name}'; the header has {string.Join(", ", header)}."))];
    }
}
