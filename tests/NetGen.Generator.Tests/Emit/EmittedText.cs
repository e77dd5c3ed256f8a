using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Tests;

/// <summary>Looks into generated text.</summary>
internal static class EmittedText
{
    public static SyntaxNode Parse(string text) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp12)).GetRoot();

    /// <summary>The methods of a name, at least one, with their comments, as they stand in the text.</summary>
    public static string Method(string text, string name) => Members(Parse(text).DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.Identifier.Text == name), name);

    /// <summary>The types whose names end so, with their comments, as they stand in the text.</summary>
    public static string Type(string text, string suffix) => Members(
        Parse(text).DescendantNodes().OfType<TypeDeclarationSyntax>().Where(t => t.Identifier.Text.EndsWith(suffix, StringComparison.Ordinal)), suffix);

    /// <summary>The lines before the first one that contains a text.</summary>
    public static string Before(string text, string marker) => string.Concat(
        text.Split('\n').TakeWhile(line => !line.Contains(marker, StringComparison.Ordinal)).Select(line => line + "\n"));

    private static string Members(IEnumerable<MemberDeclarationSyntax> members, string name)
    {
        string[] texts = [.. members.Select(m => m.ToFullString().TrimStart('\n'))];
        return texts.Length > 0 ? string.Join("\n", texts) : throw new ArgumentException($"The text has no {name}.", nameof(name));
    }
}
