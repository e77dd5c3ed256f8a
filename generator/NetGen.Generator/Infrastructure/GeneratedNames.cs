using System;
using System.Collections.Immutable;

namespace NetGen.Generator;

/// <summary>
/// The names of the private members of a generated class. The frontend refuses user members of these names, so the emitters need not
/// look for free ones. The public members are in <see cref="PublicSurface"/>.
/// </summary>
internal static class GeneratedNames
{
    /// <summary>What the names of private generated members start with.</summary>
    public const string Prefix = "_netgen";

    /// <summary>Private generated members whose names do not start with <see cref="Prefix"/>.</summary>
    public static readonly ImmutableHashSet<string> WithoutPrefix = ImmutableHashSet<string>.Empty;

    /// <summary>Whether user code may not declare a member of this name.</summary>
    public static bool IsReserved(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) || WithoutPrefix.Contains(name);
}
