using System;
using System.Threading;

namespace NetGen;

/// <summary>What the function that a search calls must know: the settings to try, and for how long.</summary>
public sealed class Trial
{
    internal Trial(SearchSpace space, SearchValue[] settings, int number, int epochs, ulong seed, CancellationToken cancellationToken)
    {
        Space = space;
        Settings = settings;
        Number = number;
        Epochs = epochs;
        Seed = seed;
        CancellationToken = cancellationToken;
    }

    /// <summary>The trial's number, from 1, in the order in which settings were drawn.</summary>
    public int Number { get; }

    /// <summary>Train for as many epochs.</summary>
    public int Epochs { get; }

    /// <summary>For the network's initial parameters and the order of the rows. It depends on the seed of the search and on <see cref="Number"/> only.</summary>
    public ulong Seed { get; }

    /// <summary>The search's token, for <see cref="TrainingOptions.CancellationToken"/>.</summary>
    public CancellationToken CancellationToken { get; }

    internal SearchSpace Space { get; }

    internal SearchValue[] Settings { get; }

    /// <summary>The value of a hyperparameter.</summary>
    /// <param name="range">A range of the search space.</param>
    /// <exception cref="ArgumentException">The range is not one of the search space.</exception>
    public T Get<T>(SearchRange<T> range)
    {
        ArgumentNullException.ThrowIfNull(range);
        int index = Space.IndexOf(range);
        return index < 0
            ? throw new ArgumentException($"The range '{range.Name}' is not in the search space.", nameof(range))
            : (T)Settings[index].Value!;
    }
}
