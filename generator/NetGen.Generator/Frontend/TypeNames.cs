using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>Names of the user's types, as generated code has to spell them: keywords escaped.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat Full = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.None,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat Declared = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameOnly,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat Parameter = SymbolDisplayFormat.FullyQualifiedFormat;

    /// <summary>Empty for the global namespace.</summary>
    public static string NamespaceOf(INamedTypeSymbol type)
        => type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Full);

    /// <summary>The name of a type with its type parameters, as its declaration has it.</summary>
    public static string NameOf(INamedTypeSymbol type) => type.ToDisplayString(Declared);

    /// <summary>The keyword of a declaration, such as <c>class</c> or <c>record struct</c>.</summary>
    public static string KeywordOf(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Interface, _) => "interface",
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (_, true) => "record",
        _ => "class",
    };

    /// <summary>The types around a type, outermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> ContainingTypesOf(INamedTypeSymbol type)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            types.Push(outer);
        }

        return types;
    }

    public static EquatableArray<ContainingTypeModel> ContainingTypeModelsOf(INamedTypeSymbol type)
        => new(ContainingTypesOf(type).Select(t => new ContainingTypeModel(KeywordOf(t), NameOf(t))));

    /// <summary>The signature of a user's method, comparable with <see cref="SurfaceMember.Signature"/>.</summary>
    public static string SignatureOf(IMethodSymbol method)
        => SurfaceMember.SignatureOf(method.Name, method.Arity, method.Parameters.Select(TypeOf));

    private static string TypeOf(IParameterSymbol parameter)
    {
        string type = parameter.Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } t
            ? SurfaceMember.TypeParameterName(t.Ordinal)
            : parameter.Type.ToDisplayString(Parameter);

        // By value and by reference are different signatures; the kinds of reference are not.
        return parameter.RefKind == RefKind.None ? type : "ref " + type;
    }
}
