using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Newton;

/// <summary>A chart as inline SVG.</summary>
internal sealed record Chart(double Left, double Right, double Low, double High)
{
    private const double Width = 900;
    private const double Height = 380;
    private const double Margin = 50;

    public static void Open(StringBuilder svg) => svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\">\n");

    public void Vertical(StringBuilder svg, double x, string label)
    {
        Line(svg, "grid", "", [(x, Low), (x, High)]);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(x):0.#}\" y=\"{Height - 12}\" text-anchor=\"middle\">{label}</text>\n");
    }

    public void Horizontal(StringBuilder svg, double y, string label)
    {
        Line(svg, "grid", "", [(Left, y), (Right, y)]);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin - 8}\" y=\"{Y(y) + 4:0.#}\" text-anchor=\"end\">{label}</text>\n");
    }

    public void Line(StringBuilder svg, string style, string color, IEnumerable<(double X, double Y)> points)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{style}\"{(color.Length == 0 ? "" : $" stroke=\"{color}\"")} points=\"");
        foreach ((double x, double y) in points)
        {
            svg.Append(CultureInfo.InvariantCulture, $"{X(x):0.#},{Y(y):0.#} ");
        }

        svg.Append("\"/>\n");
    }

    public void Point(StringBuilder svg, string color, double x, double y) =>
        svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"2.4\" fill=\"{color}\"/>\n");

    /// <summary>A line of the legend, at the lower left.</summary>
    public static void Label(StringBuilder svg, int index, string color, string text)
    {
        double y = Height - Margin - 125 + (18 * index);
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"curve\" stroke=\"{color}\" d=\"M{Margin + 14} {y - 4} h24\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin + 46}\" y=\"{y}\">{text}</text>\n");
    }

    private double X(double x) => Margin + ((Width - (2 * Margin)) * (x - Left) / (Right - Left));

    private double Y(double y) => Height - Margin + 15 - ((Height - (2 * Margin) + 15) * (y - Low) / (High - Low));
}
