using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml.Linq;
using NetGen.Tests.Serialization;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Training.Reports;

/// <summary>What a reader sees of the report: asked of Chromium where it is installed, and of the markup everywhere.</summary>
public class ReportDrawingTests(ITestOutputHelper log)
{
    /// <summary>Runs in the page only; the report itself has no script. It asks the browser's own layout for what a reader would see.</summary>
    private const string Probe = """
        <script>
        const box = element => element.getBoundingClientRect();
        document.body.setAttribute('data-mode', document.compatMode);
        document.body.setAttribute('data-figures', [...document.querySelectorAll('svg')].filter(svg => box(svg).width > 100 && box(svg).height > 50).length);
        document.body.setAttribute('data-curves', [...document.querySelectorAll('svg path.curve')].filter(path => path.getTotalLength() > 0 && getComputedStyle(path).stroke !== 'none').length);
        document.body.setAttribute('data-width', document.documentElement.scrollWidth <= innerWidth);
        </script>
        """;

    [Fact]
    public async Task EveryFigureIsDrawn()
    {
        using TemporaryFolder folder = new();
        string path = folder["report.html"];
        (LinearNetwork network, TrainingResult result, TrainingOptions options) = TrainingReportTests.Regression(20);
        TrainingReport.Write(path, network, result, options);
        string report = await File.ReadAllTextAsync(path);
        AssertMarkup(report);

        await File.WriteAllTextAsync(path, report.Replace("</body>", Probe + "</body>", StringComparison.Ordinal));
        string? page = await Chromium.Dump(path, folder["profile"]);
        if (page is null)
        {
            log.WriteLine("No Chromium that opens a page: only the markup was checked.");
            return;
        }

        Assert.Equal("CSS1Compat", Probed(page, "mode"));
        Assert.Equal("2", Probed(page, "figures"));
        Assert.Equal("4", Probed(page, "curves"));
        Assert.Equal("true", Probed(page, "width"));
    }

    /// <summary>The same figures and curves in the text: each has an area, a style of its own and at least two points, all of them inside the area.</summary>
    private static void AssertMarkup(string report)
    {
        XElement html = TrainingReportTests.Parse(report);
        XElement[] figures = [.. html.Descendants(TrainingReportTests.Svg + "svg")];
        Assert.Equal(2, figures.Length);
        int curves = 0;
        foreach (XElement figure in figures)
        {
            double[] area = [.. figure.Attribute("viewBox")!.Value.Split(' ').Select(XmlDouble)];
            Assert.True(area[2] > 100 && area[3] > 50);
            foreach (XElement curve in figure.Descendants(TrainingReportTests.Svg + "path").Where(path => path.Attribute("class")!.Value.StartsWith("curve", StringComparison.Ordinal)))
            {
                (double X, double Y)[] points = [.. Regex.Matches(curve.Attribute("d")!.Value, "[ML]([-0-9.]+)[ ,]([-0-9.]+)").Select(match => (XmlDouble(match.Groups[1].Value), XmlDouble(match.Groups[2].Value)))];
                Assert.True(points.Distinct().Count() > 1);
                Assert.All(points, point => Assert.True(point.X >= area[0] && point.X <= area[2] && point.Y >= area[1] && point.Y <= area[3]));
                curves++;
            }
        }

        Assert.Equal(4, curves);
        Assert.Matches(@"\.curve[^{]*\{[^}]*fill: *none", report);
    }

    private static double XmlDouble(string text) => System.Xml.XmlConvert.ToDouble(text);

    private static string Probed(string page, string name) => Regex.Match(page, $"data-{name}=\"([^\"]*)\"").Groups[1].Value;
}
