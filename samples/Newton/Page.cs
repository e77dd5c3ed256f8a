using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Newton;

/// <summary>The comparison as one HTML page with two charts and a table, that needs nothing else.</summary>
internal static class Page
{
    private static readonly string[] Colors = ["#0b63c5", "#b35900", "#b0892a", "#2e8540", "#a03070"];

    public static string Of(IReadOnlyList<Comparison> comparisons)
    {
        var html = new StringBuilder();
        html.Append("""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Curve fitting by Newton, Levenberg-Marquardt, LBFGS and Adam</title>
            <style>
            body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; color: #1f2328; background: #fff; }
            svg { width: 100%; height: auto; } svg text { font-size: 12px; fill: #59636e; }
            .grid { stroke: #d1d9e0; } .curve { fill: none; stroke-width: 1.8; } .target { stroke: #59636e; stroke-dasharray: 3 4; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: 0.2rem 0.8rem; border-bottom: 1px solid #d1d9e0; text-align: right; } th:first-child, td:first-child { text-align: left; }
            </style>
            </head>
            <body>
            <h1>Curve fitting</h1>

            """);
        html.Append(CultureInfo.InvariantCulture, $"<p>A network 1-10-1 with tanh fits {Curve.Rows} points of y = sin(3 x) exp(-x²/2), all at once, from ");
        html.Append(CultureInfo.InvariantCulture, $"{comparisons[0].Fits.Count} starts, until the mean squared error is {Methods.TargetLoss}. Medians.</p>\n");
        WriteTable(html, comparisons);
        html.Append("<h2>Mean squared error by iteration, of the median start</h2>\n");
        WriteLosses(html, comparisons);
        html.Append("<h2>The curve, and the network that Levenberg-Marquardt found</h2>\n");
        WriteCurve(html, comparisons[0].Median.Network);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void WriteTable(StringBuilder html, IReadOnlyList<Comparison> comparisons)
    {
        html.Append("<table>\n<tr><th>method</th><th>starts that reached it</th><th>iterations</th><th>evaluations</th><th>products</th><th>time (ms)</th></tr>\n");
        foreach (Comparison one in comparisons)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{one.Name}</td><td>{one.Reached} / {one.Fits.Count}</td><td>{one.Median.Iterations:N0}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{one.Median.Evaluations:N0}</td><td>{one.Median.Products:N0}</td><td>{one.Milliseconds:N1}</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    /// <summary>Both axes are logarithmic: iterations from 1 on, losses from the target's power of ten below.</summary>
    private static void WriteLosses(StringBuilder html, IReadOnlyList<Comparison> comparisons)
    {
        int most = comparisons.Max(one => one.Median.Iterations);
        var chart = new Chart(0, Math.Ceiling(Math.Log10(most)), -6, 1);
        Chart.Open(html);
        for (int power = 0; power <= chart.Right; power++)
        {
            chart.Vertical(html, power, Math.Pow(10, power).ToString("N0", CultureInfo.InvariantCulture));
        }

        for (int power = (int)chart.Low; power <= chart.High; power++)
        {
            chart.Horizontal(html, power, string.Create(CultureInfo.InvariantCulture, $"1e{power}"));
        }

        double target = Math.Log10(Methods.TargetLoss);
        chart.Line(html, "target", "", [(chart.Left, target), (chart.Right, target)]);
        for (int i = 0; i < comparisons.Count; i++)
        {
            IReadOnlyList<double> losses = comparisons[i].Median.Losses;
            chart.Line(html, "curve", Colors[i], Thinned(losses.Count - 1).Select(k => (Math.Log10(k), Math.Log10(losses[k]))));
            Chart.Label(html, i, Colors[i], comparisons[i].Name);
        }

        html.Append("</svg>\n");
    }

    private static void WriteCurve(StringBuilder html, CurveNet network)
    {
        float[] outputs = new float[Curve.Rows];
        network.Forward(Curve.Inputs, outputs);
        var chart = new Chart(-Curve.Reach, Curve.Reach, -1, 1);
        Chart.Open(html);
        for (int x = -3; x <= 3; x++)
        {
            chart.Vertical(html, x, x.ToString(CultureInfo.InvariantCulture));
        }

        for (double y = -1; y <= 1; y += 0.5)
        {
            chart.Horizontal(html, y, y.ToString(CultureInfo.InvariantCulture));
        }

        chart.Line(html, "curve", Colors[0], Enumerable.Range(0, Curve.Rows).Select(i => ((double)Curve.Inputs[i], (double)outputs[i])));
        for (int i = 0; i < Curve.Rows; i++)
        {
            chart.Point(html, Colors[1], Curve.Inputs[i], Curve.Targets[i]);
        }

        html.Append("</svg>\n");
    }

    /// <summary>Numbers from 1 to a last one, all up to 200 and then one in a hundredth more.</summary>
    private static IEnumerable<int> Thinned(int last)
    {
        for (int k = 1; k < last; k += 1 + (k / 200))
        {
            yield return k;
        }

        yield return last;
    }
}
