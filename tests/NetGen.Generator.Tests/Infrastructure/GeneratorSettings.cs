using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests;

/// <summary>The project around a test source. The default is the least that is supported, with the most checks on.</summary>
public sealed record GeneratorSettings
{
    public static readonly GeneratorSettings Default = new();

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public bool CheckOverflow { get; init; }

    public bool ReferenceRuntime { get; init; } = true;

    /// <summary>Whether documentation comments are checked, as in a project that writes a documentation file.</summary>
    public bool Documentation { get; init; }

    internal CSharpParseOptions ParseOptions
        => new(LanguageVersion, Documentation ? DocumentationMode.Diagnose : DocumentationMode.Parse);

    internal CSharpCompilationOptions CompilationOptions
        => new(
            OutputKind.DynamicallyLinkedLibrary,
            checkOverflow: CheckOverflow,
            allowUnsafe: false,
            warningLevel: 9999,
            nullableContextOptions: Nullable);
}
