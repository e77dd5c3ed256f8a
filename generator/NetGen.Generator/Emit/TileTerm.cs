using System;

namespace NetGen.Generator;

/// <summary>One sum of products of a tile.</summary>
/// <param name="Loop">The loop over the summed index.</param>
/// <param name="Places">Statements that name places which several operands begin at, at the head of the loop.</param>
/// <param name="Vector">The vector operand: vector to expression.</param>
/// <param name="Broadcast">The broadcast operand: row to expression.</param>
/// <param name="Comment">What it is, where there are several.</param>
internal sealed record TileTerm(string Loop, string[] Places, Func<int, string> Vector, Func<int, string> Broadcast, string? Comment = null);
