using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests;

/// <summary>A place in which a network may be declared, and the settings of the project around it.</summary>
/// <param name="Template">The source around the declaration; <c>$NET$</c> stands for the attributes and the class.</param>
/// <param name="TypeName">How code elsewhere names the class; null where it can't.</param>
public sealed record CompileContext(string Template, string? TypeName)
{
    public GeneratorSettings Settings { get; init; } = GeneratorSettings.Default;

    /// <summary>The source with a network in it.</summary>
    /// <param name="attributes">[Network] and the layers, with global:: names.</param>
    /// <param name="use">Whether code elsewhere uses the members of the network.</param>
    public string Source(string attributes, bool use)
    {
        string source = Template.Replace("$NET$", attributes, System.StringComparison.Ordinal);
        return use && TypeName is not null ? source + NetworkUsage.Of(TypeName) : source;
    }
}
