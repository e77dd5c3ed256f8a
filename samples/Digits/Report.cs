using System;
using System.Globalization;
using System.Text;
using NetGen;
using Spectre.Console;

namespace Digits;

/// <summary>What the sample shows in the terminal.</summary>
internal static class Report
{
    private const int Side = 8;

    /// <summary>Trains with a progress bar that tells epoch and loss, and watches the test rows for the report.</summary>
    public static (TrainingResult Result, TrainingOptions Options) TrainWithProgress(DigitNet network, Dataset train, Dataset test, ulong seed)
    {
        TrainingResult? result = null;
        TrainingOptions? options = null;
        AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).Start(context =>
        {
            ProgressTask task = context.AddTask("Training", maxValue: Recipe.Epochs);
            options = Recipe.Options(seed, test, new ProgressBar(task));
            result = Trainer.Fit(network, train, Recipe.Optimizer(), options);
        });
        return (result!, options!);
    }

    public static void WriteConfusion(ConfusionMatrix matrix)
    {
        var table = new Table().Title("Test digits: rows are actual, columns predicted").Border(TableBorder.Rounded).AddColumn("");
        for (int predicted = 0; predicted < matrix.ClassCount; predicted++)
        {
            table.AddColumn(new TableColumn(Text(predicted)).RightAligned());
        }

        for (int actual = 0; actual < matrix.ClassCount; actual++)
        {
            string[] cells = new string[matrix.ClassCount + 1];
            cells[0] = $"[bold]{Text(actual)}[/]";
            for (int predicted = 0; predicted < matrix.ClassCount; predicted++)
            {
                int count = matrix[actual, predicted];
                string color = actual == predicted ? "green" : "red";
                cells[predicted + 1] = count == 0 ? "[grey]·[/]" : $"[{color}]{Text(count)}[/]";
            }

            table.AddRow(cells);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Draws digits side by side with what they are and what the network says.</summary>
    public static void WriteDigits(Dataset data, ReadOnlySpan<int> rows, ReadOnlySpan<int> predicted)
    {
        const string Shades = " .:+*#%@@";
        for (int line = 0; line < Side; line++)
        {
            var text = new StringBuilder("  ");
            foreach (int row in rows)
            {
                foreach (float pixel in data.Features.Slice((row * data.FeatureCount) + (line * Side), Side))
                {
                    text.Append(Shades[(int)(pixel * 8f)], 2);
                }

                text.Append("    ");
            }

            AnsiConsole.WriteLine(text.ToString().TrimEnd());
        }

        var captions = new StringBuilder("  ");
        foreach (int row in rows)
        {
            captions.Append(string.Create(CultureInfo.InvariantCulture, $"is {data.Labels[row]}, read as {predicted[row]}").PadRight((2 * Side) + 4));
        }

        AnsiConsole.WriteLine(captions.ToString().TrimEnd());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Shows each epoch at once; Progress would do so later, on another thread.</summary>
    private sealed class ProgressBar(ProgressTask task) : IProgress<EpochReport>
    {
        public void Report(EpochReport value)
        {
            task.Description = string.Create(CultureInfo.InvariantCulture, $"Epoch {value.Epoch,3}, loss {value.TrainingLoss:F4}");
            task.Value = value.Epoch;
        }
    }
}
