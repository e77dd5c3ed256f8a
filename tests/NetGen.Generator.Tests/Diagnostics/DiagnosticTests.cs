using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Each mistake gives its own diagnostic, in its place, and nothing else.</summary>
public sealed class DiagnosticTests
{
    public static TheoryData<string> Cases => DiagnosticCases.Names();

    public static TheoryData<string> CasesWithStandIn => [.. DiagnosticCases.All.Where(c => c.TypeName is not null).Select(c => c.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void WrongDeclaration_GivesOneDiagnosticInItsPlace(string name)
    {
        DiagnosticCase @case = DiagnosticCases.Named(name);
        Diagnostic diagnostic = Assert.Single(GeneratorDriverHelper.Run(@case.Settings, @case.WrongSource).Diagnostics);
        Assert.Equal(@case.Id, diagnostic.Id);
        Assert.Equal(@case.WrongSource.Substring(@case.Underlined.Start, @case.Underlined.Length), Underlined(diagnostic));
        Assert.Equal(@case.Underlined, diagnostic.Location.SourceSpan);
        Assert.DoesNotContain("{", diagnostic.GetMessage(null), System.StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void RightDeclaration_GivesNoDiagnostic(string name)
    {
        DiagnosticCase @case = DiagnosticCases.Named(name);
        GeneratorRun run = GeneratorDriverHelper.Run(@case.RightSettings, @case.Right);
        Assert.Empty(run.Diagnostics);
        Assert.NotNull(run.Network);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WrongDeclaration_GivesNoErrorOfTheCompiler(string name)
    {
        DiagnosticCase @case = DiagnosticCases.Named(name);
        GeneratorRun run = GeneratorDriverHelper.Run(@case.Settings, @case.WrongSource);
        if (run.Networks.IsEmpty)
        {
            run.AssertNoCompilerDiagnostics();
        }
    }

    [Theory]
    [MemberData(nameof(CasesWithStandIn))]
    public void UsersOfAWrongNetwork_SeeNoErrorOfTheCompiler(string name)
    {
        DiagnosticCase @case = DiagnosticCases.Named(name);
        GeneratorRun run = GeneratorDriverHelper.Run(@case.Settings, @case.WrongSource + NetworkUsage.Of(@case.TypeName!));
        if (run.Networks.IsEmpty)
        {
            run.AssertNoCompilerDiagnostics();
        }
    }

    private static string Underlined(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
