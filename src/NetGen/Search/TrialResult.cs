using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen;

/// <summary>One trial of a search: its settings and what came out.</summary>
public sealed class TrialResult
{
    private readonly Trial _trial;

    internal TrialResult(Trial trial, TrialState state, double? score, string message, Exception? exception, TimeSpan duration)
    {
        _trial = trial;
        State = state;
        Score = score;
        Message = message;
        Exception = exception;
        Duration = duration;
    }

    /// <summary>The trial's number, from 1, in the order in which settings were drawn.</summary>
    public int Number => _trial.Number;

    /// <summary>The epochs that the trial was to train for.</summary>
    public int Epochs => _trial.Epochs;

    /// <summary>The seed that the trial was given.</summary>
    public ulong Seed => _trial.Seed;

    /// <summary>How it ended.</summary>
    public TrialState State { get; }

    /// <summary>The score, or null unless it completed.</summary>
    public double? Score { get; }

    /// <summary>Why it failed; empty if it completed.</summary>
    public string Message { get; }

    /// <summary>The exception that ended it, or null.</summary>
    public Exception? Exception { get; }

    /// <summary>How long it ran; with several trials at once they share the processors.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The settings as tables show them, in the order of <see cref="SearchSpace.Ranges"/>.</summary>
    public IReadOnlyList<string> SettingTexts => Array.ConvertAll(_trial.Settings, setting => setting.Text);

    /// <summary>The value of a hyperparameter.</summary>
    /// <param name="range">A range of the search space.</param>
    /// <exception cref="ArgumentException">The range is not one of the search space.</exception>
    public T Get<T>(SearchRange<T> range) => _trial.Get(range);

    /// <summary>Such as <c>trial 3: 0.1234 (learning rate 0.01, units 16)</c>.</summary>
    public override string ToString()
    {
        IEnumerable<string> settings = _trial.Space.Ranges.Zip(_trial.Settings, (range, setting) => $"{range.Name} {setting.Text}");
        string outcome = Score is double score ? score.ToString("G4", CultureInfo.InvariantCulture) : $"{State}, {Message}";
        return string.Create(CultureInfo.InvariantCulture, $"trial {Number}: {outcome} ({string.Join(", ", settings)})");
    }
}
