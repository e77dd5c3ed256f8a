using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetGen;

/// <summary>One search: runs trials, on one or more threads, and keeps what they gave and the best network.</summary>
internal sealed class SearchRun(SearchSpace space, SearchValue[][] settings, Func<Trial, TrialOutcome> run, SearchOptions options)
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    private readonly Lock _lock = new();
    private readonly TrialResult?[] _results = new TrialResult?[settings.Length];
    private TrialResult? _best;
    private INetwork? _bestNetwork;
    private ExceptionDispatchInfo? _failure;
    private bool _isCancelled;

    /// <summary>The indices of all trials.</summary>
    internal List<int> All => [.. Enumerable.Range(0, settings.Length)];

    /// <summary>Runs some trials with the same number of epochs.</summary>
    /// <returns>Those that completed, best first; none if the search was cancelled.</returns>
    internal List<int> Rung(List<int> trials, int epochs)
    {
        int next = -1;
        Thread[] helpers = new Thread[Math.Min(options.TrialsAtOnce, trials.Count) - 1];
        for (int i = 0; i < helpers.Length; i++)
        {
            helpers[i] = new Thread(Work) { IsBackground = true, Name = "NetGen search" };
            helpers[i].Start();
        }

        Work();
        foreach (Thread helper in helpers)
        {
            helper.Join();
        }

        _failure?.Throw();
        List<int> ranked = _isCancelled ? [] : trials.FindAll(index => _results[index] is { State: TrialState.Completed } result && result.Epochs == epochs);
        ranked.Sort((a, b) => Compare(_results[a]!, _results[b]!));
        return ranked;

        void Work()
        {
            while (Volatile.Read(ref _failure) is null)
            {
                int position = Interlocked.Increment(ref next);
                if (position >= trials.Count)
                {
                    return;
                }

                if (options.CancellationToken.IsCancellationRequested)
                {
                    Volatile.Write(ref _isCancelled, true);
                    return;
                }

                RunTrial(trials[position], epochs);
            }
        }
    }

    internal SearchResult Finish()
    {
        TrialResult[] started = [.. _results.OfType<TrialResult>()];
        Array.Sort(started, Compare);
        return new SearchResult(space, started, _bestNetwork, _isCancelled);
    }

    private void RunTrial(int index, int epochs)
    {
        int number = index + 1;
        ulong seed = new Xoshiro256(options.Seed + ((ulong)number * GoldenRatio)).NextUInt64();
        Trial trial = new(space, settings[index], number, epochs, seed, options.CancellationToken);
        long started = Stopwatch.GetTimestamp();
        INetwork? network = null;
        double? score = null;
        Exception? thrown = null;
        string message = "";
        TrialState state = TrialState.Completed;
        try
        {
            (network, double measured) = run(trial);
            if (double.IsFinite(measured))
            {
                score = measured;
            }
            else
            {
                state = TrialState.Failed;
                message = string.Create(CultureInfo.InvariantCulture, $"The score is {measured}.");
            }
        }
        catch (Exception exception)
        {
            // A setting that cannot be trained is an answer, whatever it throws; the caller finds it in the result.
            thrown = exception;
            state = TrialState.Failed;
            message = exception.Message;
        }

        if (options.CancellationToken.IsCancellationRequested)
        {
            (state, score, message) = (TrialState.Cancelled, null, "The search was cancelled.");
        }

        Take(index, new TrialResult(trial, state, score, message, thrown, Stopwatch.GetElapsedTime(started)), network);
    }

    private void Take(int index, TrialResult result, INetwork? network)
    {
        lock (_lock)
        {
            _isCancelled |= result.State == TrialState.Cancelled;
            if (_results[index] is null || result.State == TrialState.Completed)
            {
                _results[index] = result;
            }

            if (result.State == TrialState.Completed && (_best is null || Compare(result, _best) < 0))
            {
                _best = result;
                _bestNetwork = network;
            }

            if (_failure is not null)
            {
                return;
            }

            try
            {
                options.Progress?.Report(result);
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }

    /// <summary>Negative if the first is better.</summary>
    private int Compare(TrialResult a, TrialResult b)
    {
        int order = a.State.CompareTo(b.State);
        if (order == 0 && a.State == TrialState.Completed)
        {
            order = b.Epochs.CompareTo(a.Epochs);
            order = order != 0 ? order : options.Goal == SearchGoal.Minimize ? a.Score!.Value.CompareTo(b.Score!.Value) : b.Score!.Value.CompareTo(a.Score!.Value);
        }

        return order != 0 ? order : a.Number.CompareTo(b.Number);
    }
}
