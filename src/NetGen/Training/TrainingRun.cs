using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using NetGen.CompilerServices;

namespace NetGen;

/// <summary>One call of <see cref="Trainer"/>: the loop and what it keeps between epochs.</summary>
internal sealed partial class TrainingRun<TNetwork, TOptimizer>
    where TNetwork : class, INetwork
    where TOptimizer : IOptimizer
{
    private readonly TNetwork _network;
    private readonly IDropoutNetwork? _dropout;
    private readonly TrainingOptions _options;
    private readonly Dataset _train;
    private readonly Dataset? _validation;
    private readonly AccuracyRule _trainRule;
    private readonly AccuracyRule _validationRule;
    private readonly Memory<float> _gradients;
    private readonly ShardedBackward<TNetwork>? _sharded;
    private readonly float[] _outputs;
    private readonly BestEpochTracker _monitor;
    private readonly StopRuleSet _rules;
    private readonly ValidationMetrics<TNetwork>? _metrics;
    private readonly bool _measuresNorm;
    private readonly ParameterSnapshots _snapshots;
    private readonly ParameterSwap? _averaged;
    private readonly List<EpochReport> _history = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly LearningRateSchedule? _schedule;
    private readonly int _shards;
    private readonly int _stepsPerEpoch;

#pragma warning disable IDE0044 // Not readonly: setting the learning rate of a struct must not set that of a copy.
    private TOptimizer _optimizer;
#pragma warning restore IDE0044
    private float _baseRate;
    private long _steps;
    private TimeSpan _elapsedBefore;
    private TimeSpan _savedAt;
    private bool _steppedBack;
    private string _message = "";

    internal TrainingRun(TNetwork network, Dataset train, TOptimizer optimizer, TrainingOptions options)
    {
        _network = network;
        _optimizer = optimizer;
        _options = options;
        _train = NetworkData.Fit(network, options.Weigh(train, nameof(options)), nameof(train), "training set");
        _trainRule = Answers.RuleFor(network, train);
        _dropout = network as IDropoutNetwork;
        if (options.Validation is Dataset validation)
        {
            _validation = NetworkData.Fit(network, validation, nameof(options), "validation set");
            _validationRule = Answers.RuleFor(network, validation);
            _metrics = new ValidationMetrics<TNetwork>(network, validation, options.MeasuredMetrics);
        }

        if (network.Description.HasBatchStatistics)
        {
            BatchStatisticsRules.Check(network.Description, _train.Rows, options, nameof(options));
        }

        _gradients = ParameterMemory.Allocate(network.ParameterStorage, out int start).AsMemory(start, network.ParameterStorage);
        _shards = Shards.Count(Math.Min(options.BatchSize, _train.Rows), options.Shards ?? options.Threads);
        _sharded = _shards == 1 ? null : new ShardedBackward<TNetwork>(network, _gradients, _shards, options.Threads);
        _outputs = new float[Evaluator.BlockLength(network.OutputSize)];
        _monitor = new BestEpochTracker(options.EffectiveMonitor);
        _rules = new StopRuleSet(options, options.EffectiveMonitor);
        _measuresNorm = options.MeasureGradientNorm || options.Watched.Contains(TrainingMetric.GradientNorm);
        if ((_trainRule == AccuracyRule.None && options.Watched.Contains(TrainingMetric.TrainingAccuracy))
            || (_validationRule == AccuracyRule.None && options.Watched.Contains(TrainingMetric.ValidationAccuracy)))
        {
            throw new ArgumentException(
                $"{nameof(TrainingOptions.Monitor)} or a rule of {nameof(TrainingOptions.StopRules)} watches an accuracy, but there is no accuracy in a regression with {network.Description.Loss}.",
                nameof(options));
        }

        _schedule = options.Schedule?.Fresh();
        _baseRate = optimizer.LearningRate;
        _stepsPerEpoch = _train.Batches(options.BatchSize, dropLast: options.DropLastBatch).Count;
        _snapshots = new ParameterSnapshots(network, options.TracksBest);
        CheckCheckpoint();
        _averaged = options.AveragedWeights is float beta ? new ParameterSwap(network, beta) : null;
    }

    private string OptimizerName => _optimizer.GetType().Name;

    private TimeSpan Elapsed => _elapsedBefore + Stopwatch.GetElapsedTime(_started);

    /// <summary>Whether there is a best epoch whose parameters were kept.</summary>
    private bool HasBest => _snapshots.Best is not null && _monitor.BestEpoch > 0;

    internal TrainingResult Run()
    {
        if (DescribeNonFiniteData() is string problem)
        {
            return new TrainingResult(_history, StopReason.NumericOverflow, 0, restoredBest: false, problem, OptimizerName, _baseRate);
        }

        bool returned = false;
        using ShardedBackward<TNetwork>? sharded = _sharded;
        try
        {
            sharded?.Start();
            StopReason reason = RunEpochs();
            returned = true;
            return Finish(reason);
        }
        finally
        {
            if (_schedule is not null)
            {
                _optimizer.LearningRate = _baseRate;
            }

            if (!returned)
            {
                KeepGoodParameters();
            }

            SavePending();
        }
    }

    private StopReason RunEpochs()
    {
        if (Resume())
        {
            return Stop();
        }

        if (_history.Count == 0)
        {
            LearnInputScaling();
        }

        for (int epoch = _history.Count + 1; epoch <= _options.Epochs; epoch++)
        {
            if (RunBatches(epoch, out float trainingLoss, out float? gradientNorm) is StopReason stop)
            {
                return stop;
            }

            if (!FiniteScan.AllFinite(_network.Parameters))
            {
                return Overflow($"Epoch {epoch}: a parameter is NaN or infinite after the last step.");
            }

            if (!FiniteScan.AllFinite(_network.Buffers))
            {
                return Overflow($"Epoch {epoch}: a running statistic is NaN or infinite after the last step.");
            }

            _averaged?.SwapIn();
            float? trainingAccuracy = _options.MeasureTrainingAccuracy
                ? Evaluator.Measure(_network, _train, _trainRule, _outputs).Accuracy
                : null;
            Evaluation? validation = _validation is null
                ? null
                : Evaluator.Measure(_network, _validation, _validationRule, _outputs);
            if (validation is Evaluation measured && !float.IsFinite(measured.Loss))
            {
                return Overflow(Invariant($"Epoch {epoch}: the validation loss is {measured.Loss}."));
            }

            EpochReport report = new(
                epoch,
                _options.Epochs,
                trainingLoss,
                trainingAccuracy,
                validation?.Loss,
                validation?.Accuracy,
                _optimizer.LearningRate,
                Elapsed)
            {
                Steps = _steps,
                GradientNorm = gradientNorm,
                ValidationMetrics = _metrics?.Measure() ?? default,
            };
            _history.Add(report);
            if (_monitor.Observe(report))
            {
                KeepBest(epoch);
            }

            _schedule?.Observe(new ScheduleTime(epoch, _stepsPerEpoch - 1, _stepsPerEpoch), _monitor.CostOf(report));
            _options.Progress?.Report(report);
            _averaged?.SwapOut();
            bool stops = _rules.AfterEpoch(report) && epoch < _options.Epochs;
            Save(epoch, isLast: stops || epoch == _options.Epochs);
            if (stops)
            {
                return Stop();
            }
        }

        _message = _history.Count == 1 ? "1 epoch done." : $"{_history.Count} epochs done.";
        return StopReason.Completed;
    }

    /// <summary>What training goes back to is scaled too.</summary>
    private void LearnInputScaling()
    {
        if (_network.Description.InputScaling is null || _network.IsStandardized())
        {
            return;
        }

        _network.Standardize(_train);
        _snapshots.TakeAll();
    }

    /// <summary>
    /// Keeps the parameters that gave the monitored metric: one batch's loss and gradient are those of the parameters before its step. (With more batches they are means
    /// over changing parameters, of which the last are kept.)
    /// </summary>
    private void KeepBest(int epoch)
    {
        if (_stepsPerEpoch == 1 && _averaged is null && _options.EffectiveMonitor.IsOfBatches)
        {
            _snapshots.Best?.Take(_snapshots.Proven);
        }
        else
        {
            _snapshots.Best?.Take(epoch);
        }
    }

    private StopReason Stop()
    {
        _message = _rules.Reason;
        return _rules.StopReason;
    }

    private StopReason? RunBatches(int epoch, out float trainingLoss, out float? gradientNorm)
    {
        Span<float> gradients = _gradients.Span;
        ulong? seed = _options.Shuffle ? _options.Seed : null;
        double sum = 0;
        double weights = 0;
        double normSum = 0;
        long rows = 0;
        trainingLoss = 0;
        gradientNorm = null;
        foreach (Batch batch in _train.Batches(_options.BatchSize, seed, epoch, _options.DropLastBatch))
        {
            if (_options.CancellationToken.IsCancellationRequested)
            {
                _message = $"Cancelled in epoch {epoch}, before batch {batch.Index + 1}.";
                return StopReason.Cancelled;
            }

            double weight = BatchPass.WeightOf(in batch);
            if (weight == 0)
            {
                // There is no mean, and nothing to learn.
                continue;
            }

            float loss = Backward(batch, gradients);
            if (!float.IsFinite(loss))
            {
                return Overflow(Invariant($"Epoch {epoch}, batch {batch.Index + 1}: the loss is {loss}; no step was taken."));
            }

            if (!(_sharded is null ? FiniteScan.AllFinite(gradients) : _sharded.AllFinite))
            {
                return Overflow($"Epoch {epoch}, batch {batch.Index + 1}: a gradient is NaN or infinite; no step was taken.");
            }

            if (rows == 0)
            {
                _snapshots.Prove(epoch);
            }

            normSum += _measuresNorm ? GradientClipping.Norm(gradients) * batch.Rows : 0;
            Clip(gradients);
            if (_schedule is not null)
            {
                _optimizer.LearningRate = _schedule.RateAt(new ScheduleTime(epoch, batch.Index, _stepsPerEpoch), _baseRate);
            }

            _network.Update(_optimizer, gradients);
            _averaged?.Add();
            _steps++;
            sum += loss * weight;
            weights += weight;
            rows += batch.Rows;
            if (!_rules.IsEmpty && _rules.AfterStep(_steps, Elapsed) && batch.Index < _stepsPerEpoch - 1)
            {
                _message = $"{_rules.Reason} Stopped in epoch {epoch}, after batch {batch.Index + 1}.";
                return _rules.StopReason;
            }
        }

        // NaN where no batch had a weight: no step was taken.
        gradientNorm = _measuresNorm ? (float)(normSum / rows) : null;
        trainingLoss = (float)(sum / weights);
        return null;
    }

    private float Backward(in Batch batch, Span<float> gradients)
    {
        if (_dropout is not null)
        {
            _dropout.DropoutSeed = _options.Seed;
            _dropout.DropoutStep = _steps;
        }

        return _sharded is null ? BatchPass.Backward(_network, in batch, gradients) : _sharded.Run(in batch);
    }

    private void Clip(Span<float> gradients)
    {
        if (_options.ClipGradientValue is float value)
        {
            GradientClipping.ByValue(gradients, value);
        }

        if (_options.ClipGradientNorm is float norm)
        {
            GradientClipping.ByNorm(gradients, norm);
        }
    }

    /// <summary>Leaves the network with the newest parameters that are good: finite, and with a finite loss on the training set.</summary>
    private StopReason Overflow(string problem)
    {
        string where = "";
        _averaged?.SwapOut();
        if (!AreGood())
        {
            // The best epoch comes back in the end. Else the averages are of no use: they hold the steps that went wrong.
            _steppedBack = !HasBest;
            where = HasBest ? "" : _snapshots.RestoreNewestGood(AreGood);
        }

        _message = $"{problem}{where} A smaller learning rate or scaled features may help.";
        return StopReason.NumericOverflow;
    }

    private bool AreGood() => NetworkState.AllFinite(_network)
        && float.IsFinite(Evaluator.Measure(_network, _train, AccuracyRule.None, _outputs).Loss);

    private TrainingResult Finish(StopReason reason)
    {
        bool restored = KeepGoodParameters();
        string message = restored
            ? $"{_message} The network has the parameters of epoch {_monitor.BestEpoch}, the best by {_monitor.MetricName}."
            : _message;
        StopRule? stoppedBy = reason is StopReason.EarlyStopped or StopReason.RuleMet ? _rules.Stopped : null;
        return new TrainingResult(_history, reason, _monitor.BestEpoch, restored, message, OptimizerName, _baseRate, stoppedBy);
    }

    /// <returns>True if the network now has the parameters of the best epoch.</returns>
    private bool KeepGoodParameters()
    {
        _averaged?.SwapOut();
        if (HasBest)
        {
            _snapshots.Best!.Restore();
            return true;
        }

        if (!_steppedBack)
        {
            _averaged?.Keep();
        }

        if (!NetworkState.AllFinite(_network))
        {
            _snapshots.Proven.Restore();
        }

        return false;
    }

    private string? DescribeNonFiniteData()
    {
        if (_train.FindNonFinite() is NonFiniteValue inTrain)
        {
            return $"Training data: {inTrain}. Nothing was trained.";
        }

        return _validation?.FindNonFinite() is NonFiniteValue inValidation ? $"Validation data: {inValidation}. Nothing was trained." : null;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
