namespace NetGen.Generator;

/// <summary>The names of the generator's steps, by which tests see what ran again.</summary>
internal static class TrackingNames
{
    /// <summary>A declaration, parsed, with diagnostics: runs after every edit.</summary>
    public const string Declaration = "Declaration";

    /// <summary>The model of a right network: what it equals, equals in everything that is generated.</summary>
    public const string Parse = "Parse";

    /// <summary>The text of a right network.</summary>
    public const string Emit = "Emit";

    /// <summary>The model of what stands in for a wrong network.</summary>
    public const string ParseSkeleton = "ParseSkeleton";

    /// <summary>The text of what stands in for a wrong network.</summary>
    public const string EmitSkeleton = "EmitSkeleton";

    /// <summary>One diagnostic, with its location.</summary>
    public const string Diagnostics = "Diagnostics";
}
