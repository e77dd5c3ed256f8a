using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>
/// Searches settings for training: by random draws, on a grid, or by successive halving. The same space, seed and function give the same trials and the
/// same ranking, however many trials run at once, if the function itself depends on its <see cref="Trial"/> only.
/// </summary>
/// <remarks>
/// <para>A search calls a function of yours for each trial. It makes a network and an optimizer, trains, measures on validation rows, and returns the network and its score.
/// An exception out of it, or a score that is NaN or infinite, is a failed trial: recorded, ranked last, not fatal.</para>
/// <para>With <see cref="SearchOptions.TrialsAtOnce"/> above 1 the function is called by several threads at once: it makes a network and an optimizer of its own in each call.
/// Datasets may be shared.</para>
/// <para>Random search finds good values with fewer trials than a grid where only some hyperparameters matter (Bergstra and Bengio, 2012).
/// Successive halving (Jamieson and Talwalkar, 2016) gives many settings a few epochs, and the better ones more.</para>
/// </remarks>
public static class HyperparameterSearch
{
    /// <summary>Tries settings drawn at random.</summary>
    /// <param name="space">The hyperparameters.</param>
    /// <param name="trials">Number of trials, at least 1.</param>
    /// <param name="epochs">Epochs of each trial, at least 1.</param>
    /// <param name="run">Trains and measures one trial.</param>
    /// <param name="options">Seed and the rest; null for the defaults.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static SearchResult Random(SearchSpace space, int trials, int epochs, Func<Trial, TrialOutcome> run, SearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        SearchRun search = Start(space, seed => space.Draw(trials, seed), run, options);
        search.Rung(search.All, epochs);
        return search.Finish();
    }

    /// <summary>Tries all combinations: each value of a choice, and evenly spread values (by their logarithms in logarithmic ranges) of any other range, both ends included.</summary>
    /// <param name="space">The hyperparameters.</param>
    /// <param name="points">Values of each range that is no choice, at least 1 (the middle); ranges of fewer whole numbers give all of them.</param>
    /// <param name="epochs">Epochs of each trial, at least 1.</param>
    /// <param name="run">Trains and measures one trial.</param>
    /// <param name="options">Seed and the rest; null for the defaults.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    /// <exception cref="OverflowException">There are 2^31 combinations or more.</exception>
    public static SearchResult Grid(SearchSpace space, int points, int epochs, Func<Trial, TrialOutcome> run, SearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        SearchRun search = Start(space, _ => space.Grid(points), run, options);
        search.Rung(search.All, epochs);
        return search.Finish();
    }

    /// <summary>
    /// Tries settings drawn at random with few epochs, then the best 1 / <paramref name="reduction"/> of them with <paramref name="reduction"/> times as many, and so on
    /// up to <paramref name="maximumEpochs"/>.
    /// </summary>
    /// <param name="space">The hyperparameters.</param>
    /// <param name="trials">Number of settings drawn, at least 1.</param>
    /// <param name="minimumEpochs">Epochs of the first rung, at least 1.</param>
    /// <param name="maximumEpochs">Epochs of the last rung, at least <paramref name="minimumEpochs"/>. A rung with a single trial left is the last one.</param>
    /// <param name="run">Trains and measures one trial.</param>
    /// <param name="options">Seed and the rest; null for the defaults.</param>
    /// <param name="reduction">At least 2. 3 unless set.</param>
    /// <remarks>
    /// Each rung trains anew, from the trial's own seed: a score is that of a plain training with as many epochs, also under a learning-rate schedule, and nothing
    /// is kept between rungs. This costs at most 1 / (1 - 1 / <paramref name="reduction"/>) times as much as going on: 1.5 times for 3.
    /// </remarks>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static SearchResult SuccessiveHalving(
        SearchSpace space, int trials, int minimumEpochs, int maximumEpochs, Func<Trial, TrialOutcome> run, SearchOptions? options = null, int reduction = 3)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumEpochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumEpochs, minimumEpochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(reduction, 2);
        SearchRun search = Start(space, seed => space.Draw(trials, seed), run, options);
        List<int> survivors = search.All;
        int epochs = minimumEpochs;
        while (true)
        {
            List<int> ranked = search.Rung(survivors, epochs);
            if (epochs == maximumEpochs || ranked.Count == 0)
            {
                return search.Finish();
            }

            survivors = ranked.GetRange(0, Math.Max(1, Math.Min(ranked.Count, survivors.Count / reduction)));
            epochs = survivors.Count == 1 ? maximumEpochs : (int)Math.Min((long)epochs * reduction, maximumEpochs);
        }
    }

    private static SearchRun Start(SearchSpace space, Func<ulong, SearchValue[][]> settings, Func<Trial, TrialOutcome> run, SearchOptions? options)
    {
        ArgumentNullException.ThrowIfNull(run);
        options ??= new SearchOptions();
        options.Check(nameof(options));
        return new SearchRun(space, settings(options.Seed), run, options);
    }
}
