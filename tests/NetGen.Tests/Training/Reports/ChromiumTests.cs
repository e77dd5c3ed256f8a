using System;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NetGen.Tests.Serialization;
using Xunit;

namespace NetGen.Tests.Training.Reports;

/// <summary>A real browser reads the report.</summary>
public class ChromiumTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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

    [ChromiumFact]
    public async Task TheBrowser_DrawsEveryFigure()
    {
        using TemporaryFolder folder = new();
        string path = folder["report.html"];
        (LinearNetwork network, TrainingResult result, TrainingOptions options) = TrainingReportTests.Regression(20);
        TrainingReport.Write(path, network, result, options);
        string report = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, report.Replace("</body>", Probe + "</body>", StringComparison.Ordinal));

        string page = await Run("--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={folder["profile"]}", "--dump-dom", new Uri(path).AbsoluteUri);
        Assert.Equal("CSS1Compat", Probed(page, "mode"));
        Assert.Equal("2", Probed(page, "figures"));
        Assert.Equal("4", Probed(page, "curves"));
        Assert.Equal("true", Probed(page, "width"));
    }

    private static string Probed(string page, string name) => Regex.Match(page, $"data-{name}=\"([^\"]*)\"").Groups[1].Value;

    private static async Task<string> Run(params string[] arguments)
    {
        ProcessStartInfo start = new(ChromiumFactAttribute.Program!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }
}
