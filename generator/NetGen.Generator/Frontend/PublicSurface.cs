using System.Collections.Immutable;
using System.Linq;

namespace NetGen.Generator;

/// <summary>
/// The public members of every generated class, in one table: what user members must not collide with, and what the stand-in for a wrong
/// network offers, so that the code that uses it still compiles.
/// </summary>
internal static class PublicSurface
{
    private const string Input = "global::System.ReadOnlySpan<float>";
    private const string Output = "global::System.Span<float>";
    private const string Labels = "global::System.ReadOnlySpan<int>";
    private const string Text = "string";
    private const string Stream = "global::System.IO.Stream";
    private const string Network = "INetwork";
    private const string Classifier = "IClassifier";

    public static readonly SurfaceMember InputSize = Constant("InputSize");
    public static readonly SurfaceMember OutputSize = Constant("OutputSize");
    public static readonly SurfaceMember ParameterCount = Constant("ParameterCount");
    public static readonly SurfaceMember Constructor = new(SurfaceKind.Constructor, "", ".ctor", null, ("ulong", "seed"));

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<SurfaceMember> Members =
    [
        InputSize,
        OutputSize,
        ParameterCount,
        Constructor,
        new(SurfaceKind.Property, "int", "ParameterStorage", Network),
        new(SurfaceKind.Property, "global::NetGen.NetworkDescription", "Description", Network),
        new(SurfaceKind.Property, Output, "Parameters", Network),
        new(SurfaceKind.StaticProperty, "global::System.Collections.Generic.IReadOnlyList<global::NetGen.TensorDescription>", "Tensors", null),
        new(SurfaceKind.Method, "void", "Forward", Network, (Input, "inputs"), (Output, "outputs")),
        new(SurfaceKind.Method, "float", "Backward", Network, (Input, "inputs"), (Input, "targets"), (Output, "gradients")),
        new(SurfaceKind.Method, "float", "Backward", Classifier, (Input, "inputs"), (Labels, "labels"), (Output, "gradients")),
        new(SurfaceKind.Method, "float", "ComputeLoss", Network, (Input, "inputs"), (Input, "targets")),
        new(SurfaceKind.Method, "float", "ComputeLoss", Classifier, (Input, "inputs"), (Labels, "labels")),
        new(SurfaceKind.Method, "void", "Update", Network, ("TOptimizer", "optimizer"), (Input, "gradients")) { TypeParameter = "TOptimizer", Constraint = "global::NetGen.IOptimizer" },
        new(SurfaceKind.Method, "void", "GetTensor", Network, (Text, "name"), (Output, "destination")),
        new(SurfaceKind.Method, "void", "SetTensor", Network, (Text, "name"), (Input, "source")),
        new(SurfaceKind.StaticMethod, "void", "GetGradient", null, (Input, "gradients"), (Text, "name"), (Output, "destination")),
        new(SurfaceKind.Method, "void", "Save", Network, (Text, "path")),
        new(SurfaceKind.Method, "void", "Save", Network, (Stream, "stream")),
        new(SurfaceKind.Method, "void", "Load", Network, (Text, "path")),
        new(SurfaceKind.Method, "void", "Load", Network, (Stream, "stream")),
    ];

    private static SurfaceMember Constant(string name) => new(SurfaceKind.Constant, "int", name, Network);
}

/// <summary>What kind of member a <see cref="SurfaceMember"/> is.</summary>
internal enum SurfaceKind
{
    /// <summary>A public constant.</summary>
    Constant,

    /// <summary>The public constructor.</summary>
    Constructor,

    /// <summary>A read-only instance property.</summary>
    Property,

    /// <summary>A read-only static property.</summary>
    StaticProperty,

    /// <summary>An instance method.</summary>
    Method,

    /// <summary>A static method.</summary>
    StaticMethod,
}

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

    /// <summary>Whether only networks with <see cref="Loss.CrossEntropy"/> have it.</summary>
    public bool IsForClassifiers => Interface == "IClassifier";

    /// <summary>Name, number of type parameters and parameter types: C# allows a class one member of each signature.</summary>
    public string Signature => IsMethod ? SignatureOf(Name, TypeParameter is null ? 0 : 1, Parameters.Select(p => p.Type == TypeParameter ? TypeParameterName(0) : p.Type)) : Name;

    /// <summary>The signature of a method, as <see cref="Signature"/> spells it.</summary>
    public static string SignatureOf(string name, int arity, System.Collections.Generic.IEnumerable<string> parameterTypes)
        => $"{name}`{Literals.Of(arity)}({string.Join(", ", parameterTypes)})";

    /// <summary>How a signature spells a type parameter of the method itself, whose name does not matter.</summary>
    public static string TypeParameterName(int ordinal) => "!!" + Literals.Of(ordinal);
}
