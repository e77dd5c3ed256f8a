using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetGen.Serialization;

namespace NetGen;

/// <summary>
/// Writes what a training did as one HTML file that needs nothing else: loss, accuracy, metrics and learning rate over the epochs, a confusion matrix, the
/// network's layers, the settings. It is readable in light and dark schemes, and well-formed XML too. The same arguments give the same bytes.
/// </summary>
public static class TrainingReport
{
    /// <summary>Writes the report to a file, under a temporary name that is then moved over the target.</summary>
    /// <param name="path">Such as <c>report.html</c>; an existing file is replaced.</param>
    /// <param name="network">The trained network.</param>
    /// <param name="result">What <see cref="Trainer"/> returned.</param>
    /// <param name="options">The options it was given.</param>
    /// <param name="confusionMatrix">The classes taken for each other, on rows of your choice, or null.</param>
    /// <param name="notes">More lines for the table of settings, such as the optimizer and a test accuracy; plain text.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path,
        INetwork network,
        TrainingResult result,
        TrainingOptions options,
        ConfusionMatrix? confusionMatrix = null,
        IEnumerable<KeyValuePair<string, string>>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(options);
        using AtomicFile file = new(path);
        Write(file.Stream, network, result, options, confusionMatrix, notes);
        file.Commit();
    }

    /// <summary>Writes the report to a stream, in UTF-8.</summary>
    /// <param name="stream">A writable stream; stays open.</param>
    /// <param name="network">The trained network.</param>
    /// <param name="result">What <see cref="Trainer"/> returned.</param>
    /// <param name="options">The options it was given.</param>
    /// <param name="confusionMatrix">The classes taken for each other, on rows of your choice, or null.</param>
    /// <param name="notes">More lines for the table of settings, such as the optimizer and a test accuracy; plain text.</param>
    public static void Write(
        Stream stream,
        INetwork network,
        TrainingResult result,
        TrainingOptions options,
        ConfusionMatrix? confusionMatrix = null,
        IEnumerable<KeyValuePair<string, string>>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(options);
        using ReportWriter html = new(stream);
        html.Element(
            "html",
            () =>
            {
                html.Element("head", () =>
                {
                    html.Void("meta", ("charset", "utf-8"));
                    html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                    html.Element("title", $"Training of {network.Description.Name}");
                    html.Element("style", ReportStyle.Css);
                });
                html.Element("body", () =>
                {
                    html.Element("h1", $"Training of {network.Description.Name}");
                    html.Element("p", result.ToString());
                    WriteEpochs(html, result);
                    if (confusionMatrix is not null)
                    {
                        ConfusionTable.Write(html, confusionMatrix);
                    }

                    NetworkTable.Write(html, network.Description);
                    SettingsTable.Write(html, result, options, notes ?? []);
                });
            },
            ("lang", "en"));
    }

    private static void WriteEpochs(ReportWriter html, TrainingResult result)
    {
        IReadOnlyList<EpochReport> history = result.History;
        html.Element("h2", "Epochs");
        if (history.Count == 0)
        {
            html.Element("p", "No epoch was finished.");
            return;
        }

        html.Element("div", () => html.Element("table", () =>
        {
            if (result.Best is EpochReport best)
            {
                html.Row($"best epoch {result.BestEpoch}", Values(best));
            }

            html.Row($"last epoch {history.Count}", Values(result.Last!.Value));
            html.Row("time", string.Create(CultureInfo.InvariantCulture, $"{result.Last!.Value.Elapsed.TotalSeconds:F2} s"));
        }), ("class", "scroll"));
        html.Element(
            "div",
            () =>
            {
                LineChart.Write(html, "Loss", result.BestEpoch, Curves(
                    history, ("training", report => report.TrainingLoss), ("validation", report => report.ValidationLoss)));
                ChartSeries[] accuracies = Curves(
                    history, ("training", report => report.TrainingAccuracy), ("validation", report => report.ValidationAccuracy));
                if (accuracies.Length > 0)
                {
                    LineChart.Write(html, "Accuracy", result.BestEpoch, accuracies);
                }

                foreach (MetricValue metric in history[0].ValidationMetrics)
                {
                    LineChart.Write(
                        html, $"Validation {metric.Name}", result.BestEpoch, Curves(history, ("validation", report => (float?)report.ValidationMetrics.Find(metric.Name))));
                }

                if (history[0].GradientNorm is not null)
                {
                    LineChart.Write(html, "Gradient norm", result.BestEpoch, Curves(history, ("gradient norm", report => report.GradientNorm)));
                }

                LineChart.Write(html, "Learning rate", 0, Curves(history, ("learning rate", report => report.LearningRate)));
            },
            ("class", "charts"));
        html.Element("p", result.Best is null ? "No epoch has the monitored metric, so none is the best." : "The dotted line is the best epoch.");
    }

    /// <summary>The curves that have a value in any epoch.</summary>
    private static ChartSeries[] Curves(IReadOnlyList<EpochReport> history, params ReadOnlySpan<(string Name, Func<EpochReport, float?> Value)> curves)
    {
        List<ChartSeries> series = [];
        foreach ((string name, Func<EpochReport, float?> value) in curves)
        {
            if (history.Any(report => value(report) is not null))
            {
                series.Add(new ChartSeries(name, [.. history.Select(report => (double)(value(report) ?? float.NaN))]));
            }
        }

        return [.. series];
    }

    private static string Values(EpochReport report)
    {
        string text = report.ToString();
        return text[(text.IndexOf(':', StringComparison.Ordinal) + 2)..];
    }
}
