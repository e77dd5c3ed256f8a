using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator;

/// <summary>Whether the declared type, and the types around it, can be completed by a generated part.</summary>
internal static class TargetRules
{
    public static void Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        Location name = declaration.Identifier.GetLocation();
        if (type.TypeKind != TypeKind.Class || type.IsRecord)
        {
            sink.Report(DiagnosticDescriptors.NotAClass, name, type.Name, KindOf(type));
        }
        else
        {
            CheckModifiers(type, declaration, sink);
        }

        if (FileLocalOf(type) is { } fileLocal)
        {
            sink.Report(DiagnosticDescriptors.FileLocalClass, name, type.Name, fileLocal.Name);
            return;
        }

        if (!type.IsRecord && type.TypeKind == TypeKind.Class && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            sink.Report(DiagnosticDescriptors.NotPartial, name, type.Name);
        }

        foreach (INamedTypeSymbol outer in TypeNames.ContainingTypesOf(type))
        {
            if (FirstNotPartial(outer, cancellationToken) is { } notPartial)
            {
                sink.Report(DiagnosticDescriptors.ContainingTypeNotPartial, notPartial.Identifier.GetLocation(), outer.Name, type.Name, TypeNames.KeywordOf(outer));
            }
        }
    }

    /// <summary>Whether a generated file can add a part to the type: it and all types around it are partial, and none is file-local.</summary>
    public static bool CanReopen(INamedTypeSymbol type, CancellationToken cancellationToken)
        => FileLocalOf(type) is null
            && FirstNotPartial(type, cancellationToken) is null
            && TypeNames.ContainingTypesOf(type).All(t => FirstNotPartial(t, cancellationToken) is null);

    private static void CheckModifiers(INamedTypeSymbol type, TypeDeclarationSyntax declaration, DiagnosticSink sink)
    {
        Location name = declaration.Identifier.GetLocation();
        if (type.IsStatic)
        {
            sink.Report(DiagnosticDescriptors.StaticClass, name, type.Name);
        }
        else if (type.IsAbstract)
        {
            sink.Report(DiagnosticDescriptors.AbstractClass, name, type.Name);
        }

        if (type.IsGenericType && declaration.TypeParameterList is { } list)
        {
            sink.Report(DiagnosticDescriptors.GenericClass, list.GetLocation(), type.Name, list.ToString());
        }
    }

    private static INamedTypeSymbol? FileLocalOf(INamedTypeSymbol type)
        => type.IsFileLocal ? type : TypeNames.ContainingTypesOf(type).FirstOrDefault(t => t.IsFileLocal);

    private static TypeDeclarationSyntax? FirstNotPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
        => type.DeclaringSyntaxReferences
            .Select(r => (TypeDeclarationSyntax)r.GetSyntax(cancellationToken))
            .FirstOrDefault(d => !d.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string KindOf(INamedTypeSymbol type) => type.TypeKind == TypeKind.Class ? "record class" : TypeNames.KeywordOf(type);
}
