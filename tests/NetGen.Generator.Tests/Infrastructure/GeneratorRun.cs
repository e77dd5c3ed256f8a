using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>One run of the generator, and what came of it.</summary>
/// <param name="Driver">The driver after the run, with its caches.</param>
/// <param name="Input">What the user wrote.</param>
/// <param name="Output">The same with the generated files.</param>
/// <param name="Result">What the generator reported, step by step.</param>
/// <param name="Diagnostics">What the user sees of the generator's diagnostics: pragmas and settings have been applied.</param>
internal sealed record GeneratorRun(
    GeneratorDriver Driver,
    Compilation Input,
    Compilation Output,
    GeneratorRunResult Result,
    ImmutableArray<Diagnostic> Diagnostics)
{
    private const int MostPrinted = 20;

    /// <summary>The generated texts by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources => Result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>The models of right networks, in the order of the declarations.</summary>
    public ImmutableArray<NetworkModel> Networks => [.. Outputs(TrackingNames.Parse).Cast<NetworkModel>()];

    /// <summary>The model of the only network.</summary>
    public NetworkModel Network => Assert.Single(Networks);

    /// <summary>What a step gave.</summary>
    public IEnumerable<object> Outputs(string step) => Steps(step).SelectMany(s => s.Outputs).Select(o => o.Value);

    /// <summary>Why a step ran, or that it did not have to; one reason for each value that it gave.</summary>
    public ImmutableArray<IncrementalStepRunReason> Reasons(string step) => [.. Steps(step).SelectMany(s => s.Outputs).Select(o => o.Reason)];

    /// <summary>Runs the generator again after an edit, from this run's caches.</summary>
    public GeneratorRun After(Func<Compilation, Compilation> edit) => GeneratorDriverHelper.Run(Driver, edit(Input.Clone()));

    /// <summary>Runs the generator again after a text was replaced in the source.</summary>
    public GeneratorRun After(string text, string replacement) => After(compilation =>
    {
        SyntaxTree tree = compilation.SyntaxTrees.Single(t => t.ToString().Contains(text, StringComparison.Ordinal));
        string edited = tree.ToString().Replace(text, replacement, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(edited, System.Text.Encoding.UTF8)));
    });

    /// <summary>The errors and warnings of the C# compiler itself.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics
        => [.. Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed)];

    /// <summary>Asserts that user code and generated code compile without error or warning, and that the generator has nothing to say.</summary>
    public void AssertCompilesCleanly()
    {
        Assert.Empty(Diagnostics);
        AssertNoCompilerDiagnostics();
    }

    /// <summary>Asserts that the C# compiler finds nothing, whatever the generator says.</summary>
    public void AssertNoCompilerDiagnostics()
        => Assert.True(CompilerDiagnostics.IsEmpty, string.Join("\n", CompilerDiagnostics.Take(MostPrinted).Select(Print)));

    // With the line: the file may be a generated one.
    private static string Print(Diagnostic diagnostic)
        => $"{diagnostic}\n    {diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}";

    private ImmutableArray<IncrementalGeneratorRunStep> Steps(string step)
        => Result.TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> steps) ? steps : [];
}
