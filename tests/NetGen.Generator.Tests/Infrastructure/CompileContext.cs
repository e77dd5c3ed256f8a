namespace NetGen.Generator.Tests;

/// <summary>A place in which a network may be declared, and the settings of the project around it.</summary>
/// <param name="Template">The source around the declaration; <c>$NET$</c> stands for the attributes and the class.</param>
/// <param name="TypeName">How code elsewhere names the class; null where it can't.</param>
public sealed record CompileContext(string Template, string? TypeName)
{
    public GeneratorSettings Settings { get; init; } = GeneratorSettings.Default;

    /// <summary>The source with a classifier in it.</summary>
    /// <param name="attributes">[Network] and the layers, with global:: names.</param>
    /// <returns>The source, and code elsewhere that uses the members of the network.</returns>
    public string Source(string attributes)
    {
        string source = Template.Replace("$NET$", attributes, System.StringComparison.Ordinal);
        return TypeName is not null ? source + NetworkUsage.Of(TypeName, isClassifier: true) : source;
    }
}
