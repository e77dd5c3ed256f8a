using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>
/// Runs the generator as the compiler does. Every run is followed by a second one after an unrelated edit, in which every step must come
/// from the cache; and no step behind the cut-off may hold anything of the compiler's.
/// </summary>
internal static class GeneratorDriverHelper
{
    /// <summary>The steps behind the cut-off.</summary>
    private static readonly string[] ModelSteps =
    [
        TrackingNames.Parse, TrackingNames.Emit, TrackingNames.ParseSkeleton, TrackingNames.EmitSkeleton,
    ];

    public static GeneratorRun Run(string source) => Run(GeneratorSettings.Default, source);

    public static GeneratorRun Run(GeneratorSettings settings, params string[] sources)
    {
        GeneratorRun run = Run(NewDriver(settings), Compile(settings, sources));
        AssertCached(run, run.After(c => c.AddSyntaxTrees(Tree("// An unrelated edit.", "Unrelated.cs", settings))));
        AssertNothingOfTheCompiler(run);
        return run;
    }

    public static SyntaxTree Tree(string source, string path, GeneratorSettings settings)
        => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), settings.ParseOptions, path);

    internal static GeneratorRun Run(GeneratorDriver driver, Compilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        return new GeneratorRun(driver, compilation, output, result, [.. diagnostics.Where(d => !d.IsSuppressed)]);
    }

    private static CSharpCompilation Compile(GeneratorSettings settings, string[] sources)
    {
        IEnumerable<SyntaxTree> trees = sources.Select((source, i) => Tree(source, $"Source{i + 1}.cs", settings));
        IEnumerable<MetadataReference> references = settings.ReferenceRuntime ? References.Framework.Add(References.NetGen) : References.Framework;
        return CSharpCompilation.Create("Test", trees, references, settings.CompilationOptions);
    }

    private static CSharpGeneratorDriver NewDriver(GeneratorSettings settings)
        => CSharpGeneratorDriver.Create(
            [new NetworkGenerator().AsSourceGenerator()],
            parseOptions: settings.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static void AssertCached(GeneratorRun first, GeneratorRun second)
    {
        foreach (string step in ModelSteps.Append(TrackingNames.Declaration).Append(TrackingNames.Diagnostics))
        {
            Assert.Equal(first.Reasons(step).Length, second.Reasons(step).Length);
            Assert.All(second.Reasons(step), reason => Assert.True(StepReasons.IsFromCache(reason), $"{step} ran again: {reason}."));
        }

        Assert.All(
            second.Result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.Equal(first.Sources, second.Sources);
        Assert.Equal(first.Diagnostics.Select(d => d.ToString()), second.Diagnostics.Select(d => d.ToString()));
    }

    private static void AssertNothingOfTheCompiler(GeneratorRun run)
    {
        foreach (string step in ModelSteps)
        {
            foreach (object value in run.Outputs(step))
            {
                Assert.Null(ObjectWalker.FindCompilerObject(value));
            }
        }
    }
}
