using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator;

/// <summary>Whether the user's own members leave room for the generated ones.</summary>
internal static class MemberRules
{
    /// <summary>Checks the members, and gives the generated members back that cannot be written beside them.</summary>
    /// <param name="type">The network class.</param>
    /// <param name="features">Which members it gets.</param>
    /// <param name="sink">Takes what is wrong.</param>
    /// <param name="cancellationToken">Stops the work when its result is no longer wanted.</param>
    public static HashSet<SurfaceMember> Check(INamedTypeSymbol type, NetworkFeatures features, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var blocked = new HashSet<SurfaceMember>();
        SurfaceMember[] surface = [.. PublicSurface.Members.Where(m => m.IsOf(features))];
        CheckPrimaryConstructor(type, blocked, sink, cancellationToken);
        CheckBaseConstructor(type, sink);
        CheckClassName(type, surface, blocked, sink);
        foreach (ISymbol member in type.GetMembers().Where(m => !IsPartOfAnother(m, cancellationToken)))
        {
            Location location = member.Locations[0];
            SurfaceMember[] collisions = [.. surface.Where(s => Collides(s, member))];
            blocked.UnionWith(collisions.Where(s => !Implements(member, s)));
            if (collisions.Length > 0)
            {
                string generated = collisions[0].Kind == SurfaceKind.Constructor ? type.Name + "(ulong)" : collisions[0].Name;
                sink.Report(DiagnosticDescriptors.MemberCollision, location, Display(member), generated, type.Name);
            }
            else if (member.IsImplicitlyDeclared)
            {
                continue;
            }
            else if (GeneratedNames.IsReserved(member.Name))
            {
                sink.Report(DiagnosticDescriptors.ReservedName, location, member.Name, type.Name);
            }
            else if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !Chains(constructor, cancellationToken))
            {
                sink.Report(DiagnosticDescriptors.ConstructorDoesNotChain, location, type.Name);
            }
        }

        return blocked;
    }

    /// <summary>What a stand-in hands to the base constructor; empty where it needs nothing, or can call none.</summary>
    public static string BaseArguments(INamedTypeSymbol type)
    {
        IMethodSymbol? constructor = NeedsBaseArguments(type)
            ? type.BaseType!.InstanceConstructors.FirstOrDefault(c => IsAccessible(c, type) && c.Parameters.All(p => p.RefKind == RefKind.None))
            : null;
        return constructor is null
            ? ""
            : string.Join(", ", constructor.Parameters.Select(p => $"default({p.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})"));
    }

    /// <summary>The members of the runtime's interfaces that the class implements itself, explicitly.</summary>
    public static HashSet<SurfaceMember> ExplicitlyImplemented(INamedTypeSymbol type)
        => [.. PublicSurface.Members.Where(s => type.GetMembers().Any(m => Implements(m, s)))];

    private static void CheckPrimaryConstructor(INamedTypeSymbol type, HashSet<SurfaceMember> blocked, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        ParameterListSyntax? list = type.DeclaringSyntaxReferences
            .Select(r => ((TypeDeclarationSyntax)r.GetSyntax(cancellationToken)).ParameterList)
            .FirstOrDefault(l => l is not null);
        if (list is null)
        {
            return;
        }

        blocked.Add(PublicSurface.Constructor);
        if (type is { TypeKind: TypeKind.Class, IsRecord: false })
        {
            sink.Report(DiagnosticDescriptors.PrimaryConstructor, list.GetLocation(), type.Name);
        }
    }

    // The generated constructor calls the base constructor without arguments.
    private static void CheckBaseConstructor(INamedTypeSymbol type, DiagnosticSink sink)
    {
        if (NeedsBaseArguments(type))
        {
            sink.Report(DiagnosticDescriptors.BaseWithoutConstructor, type.Locations[0], type.Name, type.BaseType!.Name);
        }
    }

    /// <summary>Whether no base constructor can be called without arguments.</summary>
    private static bool NeedsBaseArguments(INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: TypeKind.Class } parent
        && !parent.InstanceConstructors.Any(c => c.Parameters.All(p => p.IsOptional || p.IsParams) && IsAccessible(c, type));

    private static bool IsAccessible(IMethodSymbol constructor, INamedTypeSymbol type) => constructor.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, type.ContainingAssembly)
            || constructor.ContainingAssembly.GivesAccessTo(type.ContainingAssembly),
        _ => false,
    };

    // C# refuses a member with the name of its class.
    private static void CheckClassName(INamedTypeSymbol type, SurfaceMember[] surface, HashSet<SurfaceMember> blocked, DiagnosticSink sink)
    {
        SurfaceMember[] collisions = [.. surface.Where(s => s.Name == type.Name)];
        blocked.UnionWith(collisions);
        if (collisions.Length > 0)
        {
            sink.Report(DiagnosticDescriptors.MemberCollision, type.Locations[0], type.Name, collisions[0].Name, type.Name);
        }
        else if (GeneratedNames.IsReserved(type.Name))
        {
            sink.Report(DiagnosticDescriptors.ReservedName, type.Locations[0], type.Name, type.Name);
        }
    }

    // Accessors, and the constructor that a parameter list behind the class name makes.
    private static bool IsPartOfAnother(ISymbol member, CancellationToken cancellationToken)
        => member is IMethodSymbol method
            && (method.AssociatedSymbol is not null || method.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellationToken) is TypeDeclarationSyntax));

    private static bool Collides(SurfaceMember generated, ISymbol member)
    {
        if (Implements(member, generated))
        {
            return true;
        }

        if (member is not IMethodSymbol method)
        {
            return member.Name == generated.Name;
        }

        bool isAccessor = generated.Kind is SurfaceKind.Property or SurfaceKind.StaticProperty
            && (TypeNames.SignatureOf(method) == SurfaceMember.SignatureOf("get_" + generated.Name, 0, [])
                || (generated.IsSettable && TypeNames.SignatureOf(method) == SurfaceMember.SignatureOf("set_" + generated.Name, 0, [generated.Type])));
        return isAccessor || (generated.IsMethod ? TypeNames.SignatureOf(method) == generated.Signature : method.Name == generated.Name);
    }

    private static bool Implements(ISymbol member, SurfaceMember generated) => ExplicitImplementations(member).Any(i =>
        i.ContainingType.Is(KnownTypes.Namespace + "." + generated.Interface)
        && (i is IMethodSymbol method ? TypeNames.SignatureOf(method) == generated.Signature : i.Name == generated.Name));

    private static IEnumerable<ISymbol> ExplicitImplementations(ISymbol member) => member switch
    {
        IMethodSymbol method => method.ExplicitInterfaceImplementations,
        IPropertySymbol property => property.ExplicitInterfaceImplementations,
        _ => [],
    };

    private static bool Chains(IMethodSymbol constructor, CancellationToken cancellationToken)
        => constructor.DeclaringSyntaxReferences
            .Select(r => r.GetSyntax(cancellationToken))
            .Any(s => s is ConstructorDeclarationSyntax c && c.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer));

    private static string Display(ISymbol member) => member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
