using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>
/// A diagnostic that compares by content. It holds a real <see cref="Microsoft.CodeAnalysis.Location"/>, so that <c>#pragma warning disable</c>
/// works; therefore it travels on the diagnostics branch only, never in a model.
/// </summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, Location Location, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, [.. Arguments.Cast<object>()]);
}
