using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator;

/// <summary>Collects what the checks of one declaration find.</summary>
internal sealed class DiagnosticSink
{
    private readonly List<DiagnosticInfo> _found = [];

    /// <summary>Whether one of the findings is an error.</summary>
    public bool HasErrors => _found.Any(d => d.Descriptor.DefaultSeverity == DiagnosticSeverity.Error);

    /// <summary>The ids of the errors, each once, in the order of the checks.</summary>
    public IEnumerable<string> ErrorIds => _found.Where(d => d.Descriptor.DefaultSeverity == DiagnosticSeverity.Error).Select(d => d.Descriptor.Id).Distinct();

    public void Report(DiagnosticDescriptor descriptor, Location location, params string[] arguments)
        => _found.Add(new DiagnosticInfo(descriptor, location, new EquatableArray<string>(arguments)));

    public void AddRange(DiagnosticSink other) => _found.AddRange(other._found);

    public EquatableArray<DiagnosticInfo> ToArray() => new(_found);
}
