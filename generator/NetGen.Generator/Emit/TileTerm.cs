using System;

namespace NetGen.Generator;

/// <summary>One sum of products of a tile.</summary>
/// <param name="Loop">The loop over the summed index.</param>
/// <param name="Places">At the head of the loop, the places that operands are counted from: w of weights, k of inputs, d of upstream gradients.</param>
/// <param name="Vector">The vector operand: vector to expression.</param>
/// <param name="Broadcast">The broadcast operand: row to expression.</param>
/// <param name="Comment">What it is, where there are several.</param>
internal sealed record TileTerm(string Loop, string[] Places, Func<int, string> Vector, Func<int, string> Broadcast, string? Comment = null);
