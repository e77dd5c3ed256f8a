extern alias Runtime;

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Runtime::NetGen;

namespace NetGen.Generator.Tests;

/// <summary>Generated networks, compiled for use.</summary>
internal static class CompiledNetworks
{
    /// <summary>One network for each architecture, all from one compilation, loaded into the test's process.</summary>
    public static IReadOnlyList<INetwork> Compile(IReadOnlyList<Architecture> architectures)
    {
        using var image = new MemoryStream();
        Emit(architectures, image, OutputKind.DynamicallyLinkedLibrary);
        Assembly assembly = Assembly.Load(image.ToArray());
        return [.. architectures.Select((_, i) => (INetwork)Activator.CreateInstance(assembly.GetType($"Net{i}")!, (ulong)i)!)];
    }

    /// <summary>Writes an assembly with the networks Net0, Net1, ... and more code.</summary>
    public static void Emit(IReadOnlyList<Architecture> architectures, Stream image, OutputKind kind, string code = "")
    {
        string source = string.Concat(architectures.Select((architecture, i) => architecture.ToSource($"Net{i}"))) + code;

        // Kernels hold no reference types, and what the compiler has to say of the rest is the emitter tests' business.
        CSharpParseOptions parse = new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.None)
            .WithFeatures([KeyValuePair.Create("run-nullable-analysis", "never")]);
        var compilation = CSharpCompilation.Create(
            "Networks",
            [CSharpSyntaxTree.ParseText(source, parse)],
            References.Framework.Add(References.NetGen),
            new CSharpCompilationOptions(kind, optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        EmitResult result = output.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)));
        }
    }
}
