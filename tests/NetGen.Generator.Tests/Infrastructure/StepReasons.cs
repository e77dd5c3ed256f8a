using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>What the reasons of incremental steps mean.</summary>
internal static class StepReasons
{
    /// <summary>Whether whatever follows the step need not run.</summary>
    public static bool IsFromCache(IncrementalStepRunReason reason)
        => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;
}
