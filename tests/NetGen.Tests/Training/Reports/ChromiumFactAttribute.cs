using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Training.Reports;

/// <summary>A test that runs where Chromium is on the path, and is skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Program is null)
        {
            Skip = "Chromium is not installed.";
        }
    }

    /// <summary>The browser, or null.</summary>
    internal static string? Program { get; } = (
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        from name in new[] { "chromium", "chromium-browser", "google-chrome" }
        let file = Path.Combine(folder, name)
        where File.Exists(file)
        select file).FirstOrDefault();
}
