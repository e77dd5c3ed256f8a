namespace NetGen.Generator;

/// <summary>
/// What a weight adds to the mean loss, L1 sum |w| + L2 / 2 sum w^2, and to its gradient, L1 sign(w) + L2 w: once for each batch, from the parameters
/// alone, so it is no part of the program that runs over rows.
/// </summary>
internal sealed record PenaltyTerm(Value Weight, Penalty Penalty);
