using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>Curves over epochs as inline SVG.</summary>
internal static class LineChart
{
    private const double Width = 460;
    private const double Height = 250;
    private const double Left = 58;
    private const double Right = 12;
    private const double Top = 24;
    private const double Bottom = 26;
    private const int MostPoints = 150;

    private static readonly string[] Classes = ["first", "second"];

    /// <summary>Writes a figure. Epochs count from 1; 0 for <paramref name="bestEpoch"/> marks none.</summary>
    internal static void Write(ReportWriter html, string title, int bestEpoch, params ChartSeries[] series)
    {
        ChartScale scale = new(series);
        int epochs = series[0].Values.Length;
        html.Element("figure", () =>
        {
            html.Element("figcaption", scale.IsLogarithmic ? $"{title} (logarithmic)" : title);
            html.Svg(
                () =>
                {
                    html.Element("title", $"{title}, {epochs} epochs");
                    WriteAxes(html, scale, epochs);
                    if (bestEpoch > 0)
                    {
                        Line(html, "best", X(bestEpoch, epochs), Top, X(bestEpoch, epochs), Height - Bottom);
                    }

                    for (int i = 0; i < series.Length; i++)
                    {
                        WriteCurve(html, scale, series[i], Classes[i], i);
                    }
                },
                ("viewBox", $"0 0 {Text(Width)} {Text(Height)}"),
                ("role", "img"));
        });
    }

    private static void WriteAxes(ReportWriter html, ChartScale scale, int epochs)
    {
        foreach (double tick in scale.Ticks)
        {
            double y = Y(scale, tick);
            Line(html, "grid", Left, y, Width - Right, y);
            Label(html, ReportWriter.Number(tick, "G4"), Left - 6, y + 4, "end");
        }

        int last = 0;
        for (int i = 0; i <= 4; i++)
        {
            int epoch = 1 + (int)Math.Round((epochs - 1) * i / 4.0);
            if (epoch != last)
            {
                Label(html, epoch.ToString(CultureInfo.InvariantCulture), X(epoch, epochs), Height - Bottom + 15, "middle");
                last = epoch;
            }
        }
    }

    private static void WriteCurve(ReportWriter html, ChartScale scale, ChartSeries series, string name, int index)
    {
        StringBuilder path = new();
        bool isDrawing = false;
        int epochs = series.Values.Length;
        for (int i = 0; i < epochs; i++)
        {
            bool isFinite = double.IsFinite(series.Values[i]);
            if (isFinite)
            {
                path.Append(isDrawing ? " L" : " M").Append(Text(X(i + 1, epochs))).Append(' ').Append(Text(Y(scale, series.Values[i])));
            }

            isDrawing = isFinite;
        }

        html.Element("path", "", ("class", $"curve {name}"), ("d", path.Length == 0 ? "M0 0" : path.ToString(1, path.Length - 1)));
        for (int i = 0; i < epochs && epochs <= MostPoints; i++)
        {
            if (double.IsFinite(series.Values[i]))
            {
                string value = $"Epoch {i + 1}, {series.Name}: {ReportWriter.Number(series.Values[i])}";
                html.Element(
                    "circle",
                    () => html.Element("title", value),
                    ("class", $"point {name}"),
                    ("cx", Text(X(i + 1, epochs))),
                    ("cy", Text(Y(scale, series.Values[i]))),
                    ("r", epochs == 1 ? "3.5" : "2"));
            }
        }

        double x = Left + (index * 150);
        html.Element("path", "", ("class", $"curve {name}"), ("d", $"M{Text(x)} 10 L{Text(x + 22)} 10"));
        Label(html, series.Name, x + 28, 14, "start");
    }

    private static void Line(ReportWriter html, string name, double x1, double y1, double x2, double y2) =>
        html.Element("line", "", ("class", name), ("x1", Text(x1)), ("y1", Text(y1)), ("x2", Text(x2)), ("y2", Text(y2)));

    private static void Label(ReportWriter html, string text, double x, double y, string anchor) =>
        html.Element("text", text, ("x", Text(x)), ("y", Text(y)), ("text-anchor", anchor));

    private static double X(int epoch, int epochs) => Left + ((Width - Left - Right) * (epochs == 1 ? 0.5 : (epoch - 1.0) / (epochs - 1)));

    private static double Y(ChartScale scale, double value) => Height - Bottom - ((Height - Top - Bottom) * scale.Share(value));

    private static string Text(double coordinate) => coordinate.ToString("0.##", CultureInfo.InvariantCulture);
}
