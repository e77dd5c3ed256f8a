using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>Makes the stand-in for a wrong declaration.</summary>
internal static class SkeletonReader
{
    public static SkeletonModel Read(INamedTypeSymbol type, SkeletonSizes sizes, NetworkFeatures features, HashSet<SurfaceMember> blocked, DiagnosticSink sink)
    {
        string name = TypeNames.NameOf(type);
        int typeParameters = name.IndexOf('<');
        return new SkeletonModel(
            HintName.Of(type),
            TypeNames.NamespaceOf(type),
            TypeNames.ContainingTypeModelsOf(type),
            TypeNames.KeywordOf(type),
            typeParameters < 0 ? name : name.Substring(0, typeParameters),
            typeParameters < 0 ? "" : name.Substring(typeParameters),
            ShapeOf(type),
            features,
            sizes.Inputs,
            sizes.Outputs,
            sizes.Parameters,
            Signatures(blocked),
            Signatures(MemberRules.ExplicitlyImplemented(type)),
            new EquatableArray<string>(sink.ErrorIds),
            MemberRules.BaseArguments(type));
    }

    private static SkeletonShape ShapeOf(INamedTypeSymbol type)
        => type.IsStatic ? SkeletonShape.StaticMembers
            : type.TypeKind == TypeKind.Interface ? SkeletonShape.InterfaceOnly
            : type.IsRefLikeType ? SkeletonShape.MembersOnly
            : SkeletonShape.Full;

    private static EquatableArray<string> Signatures(IEnumerable<SurfaceMember> members)
        => new(PublicSurface.Members.Where(members.Contains).Select(m => m.Signature));
}
