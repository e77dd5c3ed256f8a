using System;
using System.Threading;

namespace NetGen;

/// <summary>How <see cref="HyperparameterSearch"/> searches. Every option has a value that works.</summary>
public sealed class SearchOptions
{
    private const int MostThreads = 1024;

    /// <summary>Decides the settings drawn and the seed of each trial.</summary>
    public ulong Seed { get; init; }

    /// <summary>Which scores are better. <see cref="SearchGoal.Minimize"/> unless set.</summary>
    public SearchGoal Goal { get; init; }

    /// <summary>Trials that run at the same time, each on a thread of its own, from 1 (on the caller's thread) to 1024. The results do not depend on it. 1 unless set.</summary>
    public int TrialsAtOnce { get; init; } = 1;

    /// <summary>Told of each trial as it ends, by one thread at a time. An exception it throws ends the search and comes out of it.</summary>
    public IProgress<TrialResult>? Progress { get; init; }

    /// <summary>A cancelled search starts no further trial and returns what it has; it does not throw.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check(string argument)
    {
        if (TrialsAtOnce is < 1 or > MostThreads)
        {
            throw new ArgumentOutOfRangeException(argument, TrialsAtOnce, $"{nameof(TrialsAtOnce)} is from 1 to {MostThreads}.");
        }

        if (!Enum.IsDefined(Goal))
        {
            throw new ArgumentOutOfRangeException(argument, Goal, $"{nameof(Goal)} is not a defined goal.");
        }
    }
}
