namespace NetGen;

/// <summary>What a trial gives back.</summary>
/// <param name="Network">The trained network. The search keeps that of the best trial only. Null if there is nothing to keep.</param>
/// <param name="Score">What the search minimizes or maximizes, measured on validation rows. NaN or infinity is a failed trial.</param>
public readonly record struct TrialOutcome(INetwork? Network, double Score);
