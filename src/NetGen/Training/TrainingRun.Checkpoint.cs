using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using NetGen.Serialization;

namespace NetGen;

/// <content>Saving the state and going on from it.</content>
internal sealed partial class TrainingRun<TNetwork, TOptimizer>
{
    private const string Current = "";
    private const string Initial = ".initial";
    private const string Proven = ".proven";
    private const string Older = ".older";
    private const string Best = ".best";
    private const string Average = ".average";

    private CheckpointState? _pending;
    private string? _fingerprint;
    private string? _validationFingerprint;

    private IReadOnlyList<string> MetricNames => _metrics?.Names ?? [];

    private IStatefulOptimizer StatefulOptimizer => (IStatefulOptimizer)(object)_optimizer;

    private List<KeyValuePair<string, string>> CheckpointSettings =>
    [
        new("rows", Text(_train.Rows)),
        new("data", _fingerprint ??= DataFingerprint.Of(_train)),
        new("validation_rows", Text(_validation?.Rows)),
        new("validation_data", _validationFingerprint ??= DataFingerprint.Of(_validation)),
        new("batch_size", Text(Math.Min(_options.BatchSize, _train.Rows))),
        new("shuffle", Text(_options.Shuffle)),
        new("seed", Text(_options.Seed)),
        new("drop_last_batch", Text(_options.DropLastBatch)),
        new("shards", Text(_shards)),
        new("schedule", Text(_options.Schedule)),
        new("clip_gradient_value", Text(_options.ClipGradientValue)),
        new("clip_gradient_norm", Text(_options.ClipGradientNorm)),
        new("averaged_weights", Text(_options.AveragedWeights)),
        new("monitor", _monitor.MetricName),
        new("validation_metrics", Text(string.Join("; ", MetricNames))),
        new("restores_best", Text(_options.TracksBest)),
    ];

    private List<KeyValuePair<string, float[]>> CheckpointSlabs
    {
        get
        {
            List<KeyValuePair<string, float[]>> slabs =
            [
                new(Current, NetworkState.Of(_network)),
                new(Initial, [.. _snapshots.Initial.Values]),
                new(Proven, [.. _snapshots.Proven.Values]),
                new(Older, [.. _snapshots.Older.Values]),
            ];
            if (_snapshots.Best is ParameterSnapshot best)
            {
                slabs.Add(new(Best, [.. best.Values]));
            }

            if (_averaged is not null)
            {
                slabs.Add(new(Average, [.. _averaged.Average.Values, .. _network.Buffers]));
            }

            return slabs;
        }
    }

    private void CheckCheckpoint()
    {
        if (_options.Checkpoint is not Checkpoint checkpoint)
        {
            return;
        }

        if (_optimizer is not IStatefulOptimizer || typeof(TOptimizer).IsValueType)
        {
            throw new ArgumentException(
                $"A {nameof(Checkpoint)} saves the optimizer's state, which needs a class that implements {nameof(IStatefulOptimizer)}; {_optimizer.GetType().Name} is none.",
                "options");
        }

        // A folder that is missing or read-only is found now, and not after hours.
        new AtomicFile(checkpoint.Path).Dispose();
    }

    /// <summary>Saves the state at the end of an epoch if it is due; else keeps it for an end within the next epoch.</summary>
    private void Save(int epoch, bool isLast)
    {
        if (_options.Checkpoint is not Checkpoint checkpoint)
        {
            return;
        }

        TimeSpan elapsed = Elapsed;
        using MemoryStream optimizer = new();
        StatefulOptimizer.Save(optimizer);
        _pending = new CheckpointState
        {
            Settings = CheckpointSettings,
            Slabs = CheckpointSlabs,
            History = [.. _history],
            Optimizer = optimizer.ToArray(),
            BaseRate = _baseRate,
            Elapsed = elapsed,
            ProvenEpoch = _snapshots.Proven.Epoch,
            OlderEpoch = _snapshots.Older.Epoch,
        };
        if (isLast || checkpoint.IsDue(epoch, elapsed - _savedAt))
        {
            _savedAt = elapsed;
            SavePending();
        }
    }

    /// <summary>Saves the last whole epoch, if it is not saved yet.</summary>
    private void SavePending()
    {
        if (_pending is CheckpointState state)
        {
            _pending = null;
            CheckpointFile.Save(_options.Checkpoint!.Path, _network.Description, state);
        }
    }

    /// <summary>Goes on from the checkpoint, if that is asked for and there is one.</summary>
    /// <returns>True if a rule had stopped that training, or stops it now.</returns>
    private bool Resume()
    {
        if (_options.Checkpoint is not { Resume: true } checkpoint || !File.Exists(checkpoint.Path))
        {
            return false;
        }

        string[] names = [.. CheckpointSlabs.ConvertAll(slab => slab.Key)];
        CheckpointState state = CheckpointFile.Load(checkpoint.Path, _network.Description, CheckpointSettings, names, MetricNames, _options.Epochs);
        if (state.History.Length > _options.Epochs)
        {
            throw new InvalidDataException($"{checkpoint.Path} has {state.History.Length} epochs; {nameof(TrainingOptions.Epochs)} is {_options.Epochs}, and must not be less.");
        }

        StatefulOptimizer.Load(new MemoryStream(state.Optimizer), _network.Description);
        _baseRate = state.BaseRate;
        _elapsedBefore = state.Elapsed;
        _savedAt = Elapsed;
        _steps = state.History[^1].Steps;
        foreach ((string name, float[] slab) in state.Slabs)
        {
            Restore(name, slab, state);
        }

        // Schedules and rules come to the same state by the same epochs.
        bool stop = false;
        foreach (EpochReport report in state.History)
        {
            _history.Add(report);
            _monitor.Observe(report);
            _schedule?.Observe(new ScheduleTime(report.Epoch, _stepsPerEpoch - 1, _stepsPerEpoch), _monitor.CostOf(report));
            stop = _rules.AfterEpoch(report);
        }

        return stop && _history.Count < _options.Epochs;
    }

    private void Restore(string name, float[] slab, CheckpointState state)
    {
        switch (name)
        {
            case Current:
                NetworkState.Restore(_network, slab);
                break;
            case Initial:
                _snapshots.Initial.Load(slab, 0);
                break;
            case Proven:
                _snapshots.Proven.Load(slab, state.ProvenEpoch);
                break;
            case Older:
                _snapshots.Older.Load(slab, state.OlderEpoch);
                break;
            case Best:
                _snapshots.Best!.Load(slab, 0);
                break;
            default:
                _averaged!.Average.Restore(slab.AsSpan(0, _network.ParameterStorage), _steps);
                break;
        }
    }

    private static string Text<T>(T value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "none";
}
