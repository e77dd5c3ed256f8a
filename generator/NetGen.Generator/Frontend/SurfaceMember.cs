using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen.Generator;

/// <summary>One public member of a generated class.</summary>
internal sealed class SurfaceMember(SurfaceKind kind, string type, string name, string? @interface, params (string Type, string Name)[] parameters)
{
    public SurfaceKind Kind { get; } = kind;

    /// <summary>The type of the value, as generated code spells it.</summary>
    public string Type { get; } = type;

    public string Name { get; } = name;

    /// <summary>The runtime interface that asks for the member, without its namespace; null where none does.</summary>
    public string? Interface { get; } = @interface;

    public ImmutableArray<(string Type, string Name)> Parameters { get; } = [.. parameters];

    /// <summary>The type parameter of a generic method; null for the others.</summary>
    public string? TypeParameter { get; init; }

    public string? Constraint { get; init; }

    public bool IsMethod => Kind is SurfaceKind.Method or SurfaceKind.StaticMethod or SurfaceKind.Constructor;

    public bool IsStatic => Kind is SurfaceKind.Constant or SurfaceKind.StaticProperty or SurfaceKind.StaticMethod;

    /// <summary>Whether an instance property can be set.</summary>
    public bool IsSettable { get; init; }

    /// <summary>What a network must have to have the member.</summary>
    public NetworkFeatures Feature => NetworkFeatureInterfaces.FeatureOf(Interface);

    public bool IsOf(NetworkFeatures features) => features.HasFlag(Feature);

    /// <summary>Name, number of type parameters and parameter types: C# allows a class one member of each signature.</summary>
    public string Signature => IsMethod ? SignatureOf(Name, TypeParameter is null ? 0 : 1, Parameters.Select(p => p.Type == TypeParameter ? TypeParameterName(0) : p.Type)) : Name;

    /// <summary>The signature of a method, as <see cref="Signature"/> spells it.</summary>
    public static string SignatureOf(string name, int arity, IEnumerable<string> parameterTypes)
        => $"{name}`{Literals.Of(arity)}({string.Join(", ", parameterTypes)})";

    /// <summary>How a signature spells a type parameter of the method itself, whose name does not matter.</summary>
    public static string TypeParameterName(int ordinal) => "!!" + Literals.Of(ordinal);
}
