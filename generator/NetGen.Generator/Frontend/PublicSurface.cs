using System.Collections.Immutable;

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
    private const string Vector = "vector";

    /// <summary>The interface of every network.</summary>
    public const string Network = "INetwork";

    /// <summary>Networks with <see cref="Loss.CrossEntropy"/>.</summary>
    public const string Classifier = "IClassifier";

    /// <summary>Networks with <c>InputGradients = true</c>.</summary>
    public const string InputGradients = "IInputGradientNetwork";

    /// <summary>Networks with <c>SecondOrder = true</c>.</summary>
    public const string SecondOrder = "ISecondOrderNetwork";

    /// <summary>Those of them with <see cref="Loss.MeanSquaredError"/>.</summary>
    public const string LeastSquares = "ILeastSquaresNetwork";

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
        new(SurfaceKind.Method, "float", "InputGradient", InputGradients, (Input, "inputs"), (Input, "targets"), (Output, "inputGradients")),
        new(SurfaceKind.Method, "void", "InputJacobian", InputGradients, (Input, "inputs"), ("int", "output"), (Output, "jacobian")),
        new(SurfaceKind.Method, "void", "HessianVector", SecondOrder, (Input, "inputs"), (Input, "targets"), (Input, Vector), (Output, "product")),
        new(SurfaceKind.Method, "void", "ResidualJacobianVector", LeastSquares, (Input, "inputs"), (Input, Vector), (Output, "product")),
        new(SurfaceKind.Method, "void", "ResidualJacobianTransposeVector", LeastSquares, (Input, "inputs"), (Input, Vector), (Output, "product")),
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
