using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace NetGen.Tests.Training.Reports;

/// <summary>The Chromium of this machine, where there is one that opens pages.</summary>
internal static class Chromium
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static string? Program { get; } = (
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        from name in new[] { "chromium", "chromium-browser", "google-chrome" }
        let file = Path.Combine(folder, name)
        where File.Exists(file)
        select file).FirstOrDefault();

    /// <summary>The elements of a page once its scripts have run; null without a browser, or with one that does not even open an empty page here.</summary>
    internal static async Task<string?> Dump(string page, string profile)
    {
        if (Program is null)
        {
            return null;
        }

        (int exitCode, string output, string errors) = await Run(new Uri(page).AbsoluteUri, profile);
        if (exitCode == 0 && output.Contains("</html>", StringComparison.Ordinal))
        {
            return output;
        }

        (int emptyExitCode, _, _) = await Run("about:blank", profile);
        return emptyExitCode != 0 ? null : throw new InvalidOperationException($"{Program} opens an empty page, but this one ended with exit code {exitCode}: {errors}");
    }

    private static async Task<(int ExitCode, string Output, string Errors)> Run(string address, string profile)
    {
        string[] arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={profile}", "--dump-dom", address];
        using Process process = Process.Start(new ProcessStartInfo(Program!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", $"no answer in {Patience}");
        }

        return (process.ExitCode, await output, await errors);
    }
}
