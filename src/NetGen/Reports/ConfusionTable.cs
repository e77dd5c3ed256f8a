using System.Globalization;

namespace NetGen;

/// <summary>A confusion matrix as a shaded table.</summary>
internal static class ConfusionTable
{
    internal static void Write(ReportWriter html, ConfusionMatrix matrix)
    {
        html.Element("h2", "Confusion matrix");
        html.Element("p", $"Rows are actual classes, columns predicted ones; {Percent(matrix.Accuracy)} of {ReportWriter.Whole(matrix.Total)} rows are right.");
        html.Element("div", () => html.Element("table", () =>
        {
            html.Element("tr", () =>
            {
                html.Element("th", "");
                for (int c = 0; c < matrix.ClassCount; c++)
                {
                    html.Element("th", Name(matrix, c), ("class", "number"));
                }

                html.Element("th", "recall", ("class", "number"));
            });
            for (int actual = 0; actual < matrix.ClassCount; actual++)
            {
                WriteRow(html, matrix, actual);
            }

            html.Element("tr", () =>
            {
                html.Element("th", "precision");
                for (int c = 0; c < matrix.ClassCount; c++)
                {
                    html.Element("td", Percent(matrix.Precision(c)), ("class", "number"));
                }

                html.Element("td", "");
            });
        }), ("class", "scroll"));
    }

    private static void WriteRow(ReportWriter html, ConfusionMatrix matrix, int actual) => html.Element("tr", () =>
    {
        int rows = 0;
        for (int predicted = 0; predicted < matrix.ClassCount; predicted++)
        {
            rows += matrix[actual, predicted];
        }

        html.Element("th", Name(matrix, actual));
        for (int predicted = 0; predicted < matrix.ClassCount; predicted++)
        {
            int count = matrix[actual, predicted];
            double share = count == 0 ? 0 : 0.1 + (0.5 * count / rows);
            html.Element(
                "td",
                ReportWriter.Whole(count),
                ("class", actual == predicted ? "number hit" : "number miss"),
                ("style", $"--share: {ReportWriter.Number(share, "F2")}"));
        }

        html.Element("td", Percent(matrix.Recall(actual)), ("class", "number"));
    });

    private static string Name(ConfusionMatrix matrix, int c) => matrix.ClassNames?[c] ?? c.ToString(CultureInfo.InvariantCulture);

    private static string Percent(float share) => float.IsNaN(share) ? "-" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");
}
