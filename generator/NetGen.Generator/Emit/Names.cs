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

    /// <summary>Optimized from the first call on: tier-0 vector code is many times slower. The constant is a member of the type.</summary>
    public const string Optimized = $"[{MethodImpl}(Optimized)]";

    /// <summary>
    /// As <see cref="Optimized"/>, and never part of a caller: a method without locals of its own has a frame that is not zeroed, and one that calls many
    /// others has a budget of its own for those that become part of it.
    /// </summary>
    public const string OwnFrame = $"[{MethodImpl}(Optimized | {MethodImpl}Options.NoInlining)]";

    /// <summary>Part of its callers once they are optimized, and <see cref="Optimized"/> before. The constants are members of the type.</summary>
    public const string OptimizedAndInlined = $"[{MethodImpl}(Optimized | Inlined)]";

    /// <summary>Part of its callers. The constant is a member of the type.</summary>
    public const string Inlined = $"[{MethodImpl}(Inlined)]";

    /// <summary>As <see cref="Inlined"/>, in types that have no constant.</summary>
    public const string AggressivelyInlined = $"[{MethodImpl}({MethodImpl}Options.AggressiveInlining)]";

    private const string MethodImpl = "global::System.Runtime.CompilerServices.MethodImpl";

    /// <summary>What the attribute of generated code says: the version of the generator.</summary>
    public static string Generated { get; } =
        $"[{GeneratedNames.CodeAlias}(\"NetGen.Generator\", \"{typeof(Names).Assembly.GetName().Version.ToString(3)}\"), {GeneratedNames.UncoveredAlias}]";

    /// <summary>The directives at the head of a generated file.</summary>
    public static void EmitUsings(SourceWriter writer)
    {
        writer.WriteLine($"using {GeneratedNames.CodeAlias} = global::System.CodeDom.Compiler.GeneratedCodeAttribute;");
        writer.WriteLine($"using {GeneratedNames.UncoveredAlias} = global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverageAttribute;");
    }

    /// <summary>The constants that <see cref="Optimized"/> and <see cref="Inlined"/> name.</summary>
    public static void EmitMethodOptions(SourceWriter writer)
    {
        writer.WriteLine($"private const {MethodImpl}Options Optimized =");
        writer.WriteLine($"    {MethodImpl}Options.AggressiveOptimization;");
        writer.WriteLine();
        writer.WriteLine($"private const {MethodImpl}Options Inlined =");
        writer.WriteLine($"    {MethodImpl}Options.AggressiveInlining;");
        writer.WriteLine();
    }

    /// <summary>A documentation comment: begins with a capital letter and ends with a period.</summary>
    public static void EmitSummary(SourceWriter writer, string text) =>
        writer.WriteLine($"/// <summary>{char.ToUpperInvariant(text[0]).ToString()}{text.Substring(1)}.</summary>");

    /// <summary>A call of an element-wise function of the runtime.</summary>
    public static string Call(string function, string method, string argument, string? extra = null) =>
        $"{Numerics}.{function}.{method}<S, T>({argument}{(extra is null ? "" : ", " + extra)})";

    /// <summary>
    /// a * b as an expression, for gradients and probabilities, which get smaller than any normal number: see ISimd.Multiply.
    /// </summary>
    public static string Product(string a, string b) => $"S.MultiplyAdd({a}, {b}, 0f)";

    /// <summary>f(z) as an expression.</summary>
    public static string Invoke(ActivationModel activation, string z) => Activate(activation, "Invoke", z);

    /// <summary>f'(saved) as an expression.</summary>
    public static string Derivative(ActivationModel activation, string saved) => Activate(activation, "Derivative", saved);

    /// <summary>f''(saved) as an expression.</summary>
    public static string SecondDerivative(ActivationModel activation, string saved) => Activate(activation, "SecondDerivative", saved);

    private static string Activate(ActivationModel activation, string method, string argument) => Call(
        activation.Precision == Precision.Fast && method == nameof(Invoke) ? $"Fast{activation.Function}" : activation.Function.ToString(),
        method,
        argument,
        ActivationCatalogue.Get(activation.Function).HasAlpha ? Literals.Of(activation.Alpha) : null);
}
