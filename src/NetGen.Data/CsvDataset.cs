using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;
using CsvHelper.Configuration;

namespace NetGen.Data;

/// <summary>
/// Reads CSV files (RFC 4180, with a header line) into a <see cref="Dataset"/>. Numbers have a decimal point, whatever the culture;
/// blanks around cells and blank lines are skipped. A cell that is empty, no number, NaN or infinite is an error.
/// </summary>
public static class CsvDataset
{
    /// <summary>Reads a file (UTF-8, or as its byte order mark says).</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Which columns mean what; null: the last is the class label.</param>
    /// <exception cref="InvalidDataException">The content is not as the options say; the message has file, line and column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static Dataset Load(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using StreamReader reader = new(path);
        return Load(reader, options, Path.GetFileName(path));
    }

    /// <summary>Reads CSV text.</summary>
    /// <param name="reader">The text; stays open.</param>
    /// <param name="options">Which columns mean what; null: the last is the class label.</param>
    /// <param name="name">What error messages call the text.</param>
    /// <exception cref="InvalidDataException">The content is not as the options say; the message has name, line and column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static Dataset Load(TextReader reader, CsvOptions? options = null, string name = "CSV")
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        options ??= new CsvOptions();
        Check(options);
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            Delimiter = options.Delimiter,
            TrimOptions = TrimOptions.Trim,
        };

        using CsvParser parser = new(reader, configuration, leaveOpen: true);
        int previousEnd = 0;
        try
        {
            return Read(parser, options, name, ref previousEnd);
        }
        catch (BadDataException exception)
        {
            // An open quote takes in all lines to the end of the file.
            const string Problem = "a quote stands where none is allowed, or is not closed.";
            throw parser.RawRow == previousEnd + 1
                ? CsvLocation.Error(name, parser.RawRow, Problem, exception)
                : new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{name}, lines {previousEnd + 1} to {parser.RawRow}: {Problem}"), exception);
        }
    }

    private static Dataset Read(CsvParser parser, CsvOptions options, string file, ref int previousEnd)
    {
        if (!parser.Read())
        {
            throw new InvalidDataException($"{file}: the file is empty; a header line is needed.");
        }

        CsvLayout layout = CsvLayout.Resolve(parser.Record!, options, file, parser.RawRow);
        previousEnd = parser.RawRow;
        List<float> features = [];
        List<float> targets = [];
        ClassLabels? labels = layout.Label < 0 ? null : new ClassLabels(options.ClassNames, file, layout.Header[layout.Label]);
        while (parser.Read())
        {
            int line = FirstLine(parser);
            if (parser.Count != layout.Header.Length)
            {
                throw CsvLocation.Error(file, line, $"the header has {layout.Header.Length} columns, this row {parser.Count}.");
            }

            foreach (int column in layout.Features)
            {
                features.Add(Number(parser[column], file, line, layout.Header[column]));
            }

            foreach (int column in layout.Targets)
            {
                targets.Add(Number(parser[column], file, line, layout.Header[column]));
            }

            labels?.Add(NotEmpty(parser[layout.Label], file, line, layout.Header[layout.Label]), line);
            previousEnd = parser.RawRow;
        }

        if (features.Count == 0)
        {
            throw new InvalidDataException($"{file}: there is no row after the header.");
        }

        string[] featureNames = [.. layout.Features.Select(column => layout.Header[column])];
        if (labels is null)
        {
            return Dataset.Wrap(features.ToArray(), layout.Features.Length, targets.ToArray(), layout.Targets.Length)
                .WithFeatureNames(featureNames)
                .WithClassNames([.. layout.Targets.Select(column => layout.Header[column])]);
        }

        (int[] indices, int classCount, IReadOnlyList<string>? classNames) = labels.Resolve();
        Dataset data = Dataset.Wrap(features.ToArray(), layout.Features.Length, indices, classCount).WithFeatureNames(featureNames);
        return classNames is null ? data : data.WithClassNames(classNames);
    }

    /// <summary>The parser knows the line where a row ends; a quoted cell may have begun it lines before.</summary>
    private static int FirstLine(CsvParser parser)
    {
        int line = parser.RawRow;
        for (int column = 0; column < parser.Count; column++)
        {
            line -= parser[column].AsSpan().Count('\n');
        }

        return line;
    }

    private static string NotEmpty(string cell, string file, int line, string column) =>
        cell.Length > 0 ? cell : throw CsvLocation.Error(file, line, column, "the cell is empty.");

    private static float Number(string cell, string file, int line, string column)
    {
        if (!float.TryParse(NotEmpty(cell, file, line, column), NumberStyles.Float, CultureInfo.InvariantCulture, out float number))
        {
            throw CsvLocation.Error(file, line, column, $"'{cell}' is not a number.");
        }

        return float.IsFinite(number) ? number : throw CsvLocation.Error(file, line, column, $"'{cell}' is not a finite 32-bit number.");
    }

    private static void Check(CsvOptions options)
    {
        if (string.IsNullOrEmpty(options.Delimiter))
        {
            throw new ArgumentException($"{nameof(CsvOptions.Delimiter)} is empty.", nameof(options));
        }

        if (options.TargetColumns is { Count: 0 })
        {
            throw new ArgumentException($"{nameof(CsvOptions.TargetColumns)} names no column.", nameof(options));
        }

        if (options.TargetColumns is not null && (options.LabelColumn ?? (object?)options.ClassNames) is not null)
        {
            throw new ArgumentException(
                $"{nameof(CsvOptions.TargetColumns)} goes neither with {nameof(CsvOptions.LabelColumn)} nor with {nameof(CsvOptions.ClassNames)}.",
                nameof(options));
        }

        if (options.ClassNames is not null && options.ClassNames.Distinct().Count() != options.ClassNames.Count)
        {
            throw new ArgumentException($"{nameof(CsvOptions.ClassNames)} has a name twice.", nameof(options));
        }
    }
}
