using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>
/// The name of a generated file: the full metadata name of the class. The compiler takes two names that differ only in case for one, and
/// refuses some characters that identifiers may have; only such names are spelled in another way.
/// </summary>
internal static class HintName
{
    public static string Of(INamedTypeSymbol type)
    {
        var parts = new Stack<string>();
        bool isAmbiguous = false;
        for (INamespaceOrTypeSymbol symbol = type; symbol is not INamespaceSymbol { IsGlobalNamespace: true }; symbol = Container(symbol))
        {
            parts.Push(symbol.MetadataName);
            isAmbiguous |= Container(symbol).GetMembers().OfType<INamespaceOrTypeSymbol>().Any(m => DifferInCaseOnly(m.MetadataName, symbol.MetadataName));
        }

        var name = new StringBuilder();
        foreach (char c in string.Join(".", parts))
        {
            if (!(char.IsLetterOrDigit(c) || c is '.' or '_' or '`'))
            {
                name.Append('{').Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)).Append('}');
            }
            else
            {
                name.Append(c).Append(isAmbiguous && char.IsUpper(c) ? "-" : "");
            }
        }

        return name.Append(".g.cs").ToString();
    }

    private static INamespaceOrTypeSymbol Container(INamespaceOrTypeSymbol symbol)
        => (INamespaceOrTypeSymbol?)symbol.ContainingType ?? symbol.ContainingNamespace;

    private static bool DifferInCaseOnly(string a, string b)
        => !string.Equals(a, b, StringComparison.Ordinal) && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
