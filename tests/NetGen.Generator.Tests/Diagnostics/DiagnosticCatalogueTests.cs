using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Every id has a descriptor, a release row, a section in the documentation and tests, and nothing has an id that no descriptor has.</summary>
public sealed partial class DiagnosticCatalogueTests
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> Descriptors =
    [
        .. typeof(DiagnosticDescriptors).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>(),
    ];

    private static IEnumerable<string> Ids => Descriptors.Select(d => d.Id).Order();

    [Fact]
    public void Ids_AreUniqueAndWellFormed()
    {
        Assert.NotEmpty(Descriptors);
        Assert.Equal(Ids.Distinct(), Ids);
        Assert.All(Ids, id => Assert.Matches("^NG[0-9]{4}$", id));
    }

    [Fact]
    public void Descriptors_AreComplete() => Assert.All(Descriptors, d =>
    {
        Assert.Equal("NetGen", d.Category);
        Assert.True(d.IsEnabledByDefault);
        Assert.EndsWith($"generator/README.md#{d.Id.ToLowerInvariant()}", d.HelpLinkUri, StringComparison.Ordinal);
        Assert.DoesNotMatch("[.]$", d.Title.ToString(null));
        Assert.EndsWith(".", d.Description.ToString(null), StringComparison.Ordinal);
        Assert.Contains(':', d.MessageFormat.ToString(null));
        Assert.Equal(d.DefaultSeverity == DiagnosticSeverity.Error, d.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
    });

    [Fact]
    public void EveryId_HasARightAndAWrongSourceThatAreTested()
        => Assert.Equal(Ids, DiagnosticCases.All.Select(c => c.Id).Distinct().Order());

    [Fact]
    public void EveryId_HasOneReleaseRow()
    {
        string releases = Read("AnalyzerReleases.Shipped.md") + Read("AnalyzerReleases.Unshipped.md");
        var rows = ReleaseRow().Matches(releases).Select(m => (Id: m.Groups[1].Value, Severity: m.Groups[2].Value, Title: m.Groups[3].Value));
        Assert.Equal(
            Descriptors.Select(d => (d.Id, d.DefaultSeverity.ToString(), d.Title.ToString(null))).Order(),
            rows.Order());
    }

    [Fact]
    public void EveryId_HasASectionWithCauseExampleAndFix()
    {
        string[] sections = Read("../README.md").Split("\n### ");
        Assert.Equal(Ids, sections.Select(s => s.Split('\n')[0]).Where(h => h.StartsWith("NG", StringComparison.Ordinal)));
        Assert.All(Descriptors, d =>
        {
            string section = Assert.Single(sections, s => s.StartsWith(d.Id + "\n", StringComparison.Ordinal));
            Assert.Contains($"**{d.Title.ToString(null)}** ({d.DefaultSeverity.ToString().ToLowerInvariant()})", section, StringComparison.Ordinal);
            Assert.Contains("```csharp\n", section, StringComparison.Ordinal);
            Assert.Contains("\nFix: ", section, StringComparison.Ordinal);
        });
    }

    public static TheoryData<string> IdsOfPlainExamples => [.. Ids.Where(id => id is not ("NG0012" or "NG0013"))];

    [Theory]
    [MemberData(nameof(IdsOfPlainExamples))]
    public void ExampleInTheDocumentation_GivesItsDiagnostic(string id)
    {
        string section = Read("../README.md").Split("\n### ").Single(s => s.StartsWith(id + "\n", StringComparison.Ordinal));
        string example = section.Split("```csharp\n")[1].Split("```")[0];
        GeneratorRun run = GeneratorDriverHelper.Run("using NetGen;\n" + example);
        Assert.Equal(id, Assert.Single(run.Diagnostics).Id);
    }

    private static string Read(string path, [CallerFilePath] string file = "")
        => File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "../../../generator/NetGen.Generator", path));

    [GeneratedRegex("^(NG[0-9]+) [|] NetGen [|] ([A-Za-z]+) [|] (.*)$", RegexOptions.Multiline)]
    private static partial Regex ReleaseRow();
}
