using System.Collections.Generic;

namespace NetGen;

/// <summary>What <see cref="HyperparameterSearch"/> found.</summary>
public sealed class SearchResult
{
    private readonly TrialResult[] _trials;

    internal SearchResult(SearchSpace space, TrialResult[] ranked, INetwork? bestNetwork, bool isCancelled)
    {
        Space = space;
        _trials = ranked;
        BestNetwork = bestNetwork;
        IsCancelled = isCancelled;
    }

    /// <summary>What was searched.</summary>
    public SearchSpace Space { get; }

    /// <summary>
    /// Every trial that was started, best first: completed ones before others, more epochs before fewer, better scores before worse, smaller numbers before
    /// larger. A trial that successive halving ran several times is here once, with its last completed run, or its first if none was completed.
    /// </summary>
    public IReadOnlyList<TrialResult> Trials => _trials;

    /// <summary>The best completed trial, or null if none was completed.</summary>
    public TrialResult? Best => _trials.Length > 0 && _trials[0].State == TrialState.Completed ? _trials[0] : null;

    /// <summary>The network of <see cref="Best"/>, as its trial returned it, or null.</summary>
    public INetwork? BestNetwork { get; }

    /// <summary>True if the search was cancelled before its end.</summary>
    public bool IsCancelled { get; }

    /// <summary>A table, a line per trial, best first.</summary>
    public override string ToString() => TrialTable.Print(Space, _trials);
}
