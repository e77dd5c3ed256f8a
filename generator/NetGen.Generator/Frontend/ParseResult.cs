namespace NetGen.Generator;

/// <summary>What one declaration comes to: the network or, if it is wrong, its stand-in; and the diagnostics, with their locations.</summary>
internal sealed record ParseResult(NetworkModel? Network, SkeletonModel? Skeleton, EquatableArray<DiagnosticInfo> Diagnostics);
