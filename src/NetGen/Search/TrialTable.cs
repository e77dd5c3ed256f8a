using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>Prints ranked trials.</summary>
internal static class TrialTable
{
    private const string Gap = "  ";

    internal static string Print(SearchSpace space, IReadOnlyList<TrialResult> trials)
    {
        List<string[]> lines = [Head(space)];
        for (int i = 0; i < trials.Count; i++)
        {
            lines.Add(Line(i + 1, trials[i]));
        }

        int[] widths = new int[lines[0].Length];
        foreach (string[] line in lines)
        {
            for (int column = 0; column < widths.Length; column++)
            {
                widths[column] = Math.Max(widths[column], line[column].Length);
            }
        }

        StringBuilder text = new();
        foreach (string[] line in lines)
        {
            for (int column = 0; column < widths.Length; column++)
            {
                text.Append(column == 0 ? "" : Gap).Append(line[column].PadLeft(widths[column]));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string[] Head(SearchSpace space)
    {
        List<string> cells = ["rank", "trial", "score"];
        foreach (SearchRange range in space.Ranges)
        {
            cells.Add(range.Name);
        }

        return [.. cells, "epochs", "seconds"];
    }

    private static string[] Line(int rank, TrialResult trial)
    {
        string score = trial.Score is double value
            ? value.ToString("G5", CultureInfo.InvariantCulture)
            : trial.State == TrialState.Failed ? "failed" : "cancelled";
        return
        [
            trial.State == TrialState.Completed ? rank.ToString(CultureInfo.InvariantCulture) : "-",
            trial.Number.ToString(CultureInfo.InvariantCulture),
            score,
            .. trial.SettingTexts,
            trial.Epochs.ToString(CultureInfo.InvariantCulture),
            trial.Duration.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture),
        ];
    }
}
