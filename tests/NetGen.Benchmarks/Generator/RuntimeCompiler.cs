using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace NetGen.Benchmarks;

/// <summary>Declarations in, networks out, in this process: the C# compiler with NetGen's generator, loaded from its file as a build loads it.</summary>
internal static class RuntimeCompiler
{
    private static readonly CSharpParseOptions Parse = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None)
        .WithFeatures([KeyValuePair.Create("run-nullable-analysis", "never")]);

    private static readonly Type Generator =
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "NetGen.Generator.dll")).GetType("NetGen.Generator.NetworkGenerator", throwOnError: true)!;

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(IsReferenced).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>A driver that has cached nothing.</summary>
    public static GeneratorDriver NewDriver() =>
        CSharpGeneratorDriver.Create([((IIncrementalGenerator)Activator.CreateInstance(Generator)!).AsSourceGenerator()], parseOptions: Parse);

    /// <summary>Source that references the framework and the runtime.</summary>
    public static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Networks",
        [CSharpSyntaxTree.ParseText(source, Parse)],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, concurrentBuild: false));

    /// <summary>Source with networks, generated, compiled and loaded.</summary>
    public static Assembly Load(string source)
    {
        NewDriver().RunGeneratorsAndUpdateCompilation(Compile(source), out Compilation output, out _);
        using var image = new MemoryStream();
        EmitResult result = output.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)));
        }

        return Assembly.Load(image.ToArray());
    }

    private static bool IsReferenced(string path) =>
        Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location) || Path.GetFileName(path) == "NetGen.dll";
}
