namespace NetGen.Generator;

/// <summary>Fully qualified names that generated code uses, so that nothing in the user's namespace can stand in their way.</summary>
internal static class Names
{
    public const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe";
    public const string MemoryMarshal = "global::System.Runtime.InteropServices.MemoryMarshal";
    public const string Services = "global::NetGen.CompilerServices";
    public const string Numerics = "global::NetGen.Numerics";
    public const string Intrinsics = "global::System.Runtime.Intrinsics";
    public const string ReadOnlySpan = "global::System.ReadOnlySpan";
    public const string Span = "global::System.Span";

    /// <summary>Optimized from the first call on: tier-0 vector code is many times slower.</summary>
    public const string Optimized =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    public const string Inlined =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    public const string Generated =
        "[global::System.CodeDom.Compiler.GeneratedCode(\"NetGen.Generator\", \"0.1.0\"), global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]";

    /// <summary>A call of an element-wise function of the runtime.</summary>
    public static string Call(string function, string method, string argument, string? extra = null) =>
        $"{Numerics}.{function}.{method}<S, T>({argument}{(extra is null ? "" : ", " + extra)})";

    /// <summary>f(z) as an expression.</summary>
    public static string Invoke(ActivationModel activation, string z) => Activate(activation, "Invoke", z);

    /// <summary>f'(saved) as an expression.</summary>
    public static string Derivative(ActivationModel activation, string saved) => Activate(activation, "Derivative", saved);

    private static string Activate(ActivationModel activation, string method, string argument) => Call(
        activation.Function.ToString(),
        method,
        argument,
        ActivationCatalogue.Get(activation.Function).HasAlpha ? Literals.Of(activation.Alpha) : null);
}
