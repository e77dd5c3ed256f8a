using System;

namespace NetGen.Generator;

/// <summary>One sum of products of a tile.</summary>
/// <param name="Loop">The loop over the summed index.</param>
/// <param name="Vector">The vector operand: vector to expression.</param>
/// <param name="Broadcast">The broadcast operand: row to expression.</param>
/// <param name="Comment">What it is, where there are several.</param>
internal sealed record TileTerm(string Loop, Func<int, string> Vector, Func<int, string> Broadcast, string? Comment = null);
