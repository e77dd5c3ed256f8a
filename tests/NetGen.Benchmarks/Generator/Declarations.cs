using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Benchmarks;

/// <summary>The source of the networks of the benchmarks.</summary>
internal static class Declarations
{
    /// <summary>Each class as a file of its own, by its name.</summary>
    public static IReadOnlyList<(string Class, string Source)> All { get; } =
    [
        .. CSharpSyntaxTree.ParseText(Read()).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Select(type => (type.Identifier.ValueText, $"using NetGen;\n{type.ToString()}\n")),
    ];

    private static string Read()
    {
        using var reader = new StreamReader(typeof(Declarations).Assembly.GetManifestResourceStream("Networks.cs")!);
        return reader.ReadToEnd();
    }
}
