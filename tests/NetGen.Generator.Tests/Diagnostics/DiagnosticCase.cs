using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator.Tests;

/// <summary>A mistake, and the same source without it.</summary>
/// <param name="Id">The diagnostic that the mistake gives, and the only one.</param>
/// <param name="Name">What the case is about.</param>
/// <param name="Wrong">The source, with <c>[|</c> and <c>|]</c> around what the diagnostic underlines.</param>
/// <param name="Right">A source that is close, and right.</param>
public sealed record DiagnosticCase(string Id, string Name, string Wrong, string Right)
{
    private const string Start = "[|";
    private const string End = "|]";

    /// <summary>How the users of the wrong class name it; null where no stand-in can be generated for it.</summary>
    public string? TypeName { get; init; } = "Net";

    public GeneratorSettings Settings { get; init; } = GeneratorSettings.Default;

    public GeneratorSettings RightSettings { get; init; } = GeneratorSettings.Default;

    /// <summary>The wrong source without marks.</summary>
    public string WrongSource => Wrong.Replace(Start, "", System.StringComparison.Ordinal).Replace(End, "", System.StringComparison.Ordinal);

    /// <summary>What the diagnostic underlines.</summary>
    public TextSpan Underlined
    {
        get
        {
            int start = Wrong.IndexOf(Start, System.StringComparison.Ordinal);
            return TextSpan.FromBounds(start, Wrong.IndexOf(End, System.StringComparison.Ordinal) - Start.Length);
        }
    }

    public override string ToString() => $"{Id} {Name}";
}
