using System.Collections.Immutable;

namespace NetGen.Generator;

/// <summary>
/// The public members of generated classes, in one table: what user members must not collide with, and what the stand-in for a wrong
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
    private const string Dropout = "IDropoutNetwork";
    private const string InputGradients = "IInputGradientNetwork";
    private const string SecondOrder = "ISecondOrderNetwork";
    private const string LeastSquares = "ILeastSquaresNetwork";
    private const string Weighted = "IWeightedNetwork";
    private const string WeightedClassifier = "IWeightedClassifier";

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
        new(SurfaceKind.Method, "float", "Backward", Weighted, (Input, "inputs"), (Input, "targets"), (Input, "sampleWeights"), (Output, "gradients")),
        new(SurfaceKind.Method, "float", "Backward", WeightedClassifier, (Input, "inputs"), (Labels, "labels"), (Input, "sampleWeights"), (Output, "gradients")),
        new(SurfaceKind.Method, "float", "ComputeLoss", Weighted, (Input, "inputs"), (Input, "targets"), (Input, "sampleWeights")),
        new(SurfaceKind.Method, "float", "ComputeLoss", WeightedClassifier, (Input, "inputs"), (Labels, "labels"), (Input, "sampleWeights")),
        new(SurfaceKind.Property, "ulong", "DropoutSeed", Dropout) { IsSettable = true },
        new(SurfaceKind.Property, "long", "DropoutStep", Dropout) { IsSettable = true },
        new(SurfaceKind.Method, "float", "InputGradient", InputGradients, (Input, "inputs"), (Input, "targets"), (Output, "inputGradients")),
        new(SurfaceKind.Method, "void", "InputJacobian", InputGradients, (Input, "inputs"), ("int", "output"), (Output, "jacobian")),
        new(SurfaceKind.Method, "void", "HessianVector", SecondOrder, (Input, "inputs"), (Input, "targets"), (Input, "vector"), (Output, "product")),
        new(SurfaceKind.Method, "void", "ResidualJacobianVector", LeastSquares, (Input, "inputs"), (Input, "vector"), (Output, "product")),
        new(SurfaceKind.Method, "void", "ResidualJacobianTransposeVector", LeastSquares, (Input, "inputs"), (Input, "vector"), (Output, "product")),
    ];

    private static SurfaceMember Constant(string name) => new(SurfaceKind.Constant, "int", name, Network);
}
