using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>
/// Every diagnostic, one id per law. Ids go by stage: 1-19 the class, 20-29 the list of layers, 30-39 and 60-69 numbers, 40-49 what must fit
/// together, 50-59 warnings, 70-79 derivatives on request. An id is never used again.
/// </summary>
internal static partial class DiagnosticDescriptors
{
    public const string Category = "NetGen";

    /// <summary>Where each id has a section: its cause, an example, the fix.</summary>
    public const string HelpLinkBase = "https://github.com/netgen-dotnet/netgen/blob/main/generator/README.md#";

    // An error means that no network was generated: hiding it would only move the failure to run time.
    private static DiagnosticDescriptor Error(string id, string title, string message, string description)
        => new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, description, HelpLink(id), WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Warning(string id, string title, string message, string description)
        => new(id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, description, HelpLink(id));

    private static string HelpLink(string id) => HelpLinkBase + id.ToLowerInvariant();
}
