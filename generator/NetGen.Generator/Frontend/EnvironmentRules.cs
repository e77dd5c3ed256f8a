using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator;

/// <summary>What the generated code needs of the project around it.</summary>
internal static class EnvironmentRules
{
    // Inline arrays and collection expressions.
    private const LanguageVersion Oldest = LanguageVersion.CSharp12;

    private static readonly string[] RuntimeTypes =
    [
        KnownTypes.NetworkInterface, KnownTypes.ClassifierInterface, KnownTypes.OptimizerInterface, KnownTypes.NetworkDescription,
    ];

    /// <summary>Checks the project, and says whether the runtime's types are there.</summary>
    public static bool Check(string name, Compilation compilation, SyntaxTree tree, Location location, DiagnosticSink sink)
    {
        if (tree.Options is CSharpParseOptions { LanguageVersion: < Oldest } options)
        {
            sink.Report(DiagnosticDescriptors.LanguageVersionTooOld, location, name, options.LanguageVersion.ToDisplayString());
        }

        foreach (string type in RuntimeTypes)
        {
            if (compilation.GetTypeByMetadataName(type) is null)
            {
                sink.Report(DiagnosticDescriptors.RuntimeMissing, location, name, type);
                return false;
            }
        }

        return true;
    }
}
