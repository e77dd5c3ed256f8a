using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace NetGen;

/// <summary>How <see cref="Trainer"/> trains. Every option has a value that works.</summary>
public sealed class TrainingOptions
{
    private const int MostThreads = 1024;

    /// <summary>A <see cref="BatchSize"/> that puts all rows into one batch, whatever their number.</summary>
    public const int FullBatch = int.MaxValue;

    /// <summary>Number of passes over the training set, at least 1. 10 unless set.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Rows of a batch: 1 is stochastic, <see cref="FullBatch"/> all rows. 32 unless set.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Shuffles the rows anew in each epoch. True unless set. A full batch is not shuffled.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Decides the order of the rows: epoch e of <see cref="Trainer"/> is <c>train.Batches(BatchSize, Seed, e)</c>, e from 1. Also what dropout
    /// drops: <c>Fit</c> sets <see cref="IDropoutNetwork.DropoutSeed"/> to it, and the step to 0.
    /// </summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Multiplies the weight of each row of the training set by that of its class, one a class, as <see cref="Dataset.WithClassWeights"/> does: such as
    /// <c>train.BalancedClassWeights()</c> where some classes are rare. The training set has labels, and the network
    /// <see cref="NetworkAttribute.SampleWeights"/>. The validation set is not weighted by it. Null, unless set: all classes count alike.
    /// </summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>Leaves out a last batch with fewer rows than <see cref="BatchSize"/>. False unless set.</summary>
    public bool DropLastBatch { get; init; }

    /// <summary>
    /// Threads that compute the gradient of a batch, from 1 to 1024, the caller's included: data-parallel training. 1 unless set, and never more than
    /// <see cref="Shards"/> are used. The others are started by <c>Fit</c>, park when they wait
    /// for long, and have ended when it returns.
    /// </summary>
    /// <remarks>
    /// It helps where the gradient of a batch takes hundreds of microseconds and processors are free: wide networks and batches of hundreds of
    /// rows. Small networks gain little, and a busy machine nothing. <c>Backward</c> is called by several threads at once, each with a slab of its own, as generated
    /// networks allow; optimizer, progress and evaluation stay on the caller's thread. An exception of any thread comes out of <c>Fit</c>.
    /// A network with <see cref="BatchNormAttribute"/> is refused, because its statistics are of the whole batch.
    /// </remarks>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Parts that a batch is cut into, from 1 to 1024; each has a gradient slab of its own. As many as <see cref="Threads"/> unless set.
    /// </summary>
    /// <remarks>
    /// Training depends on the number of shards, to the last bits, and neither on that of threads nor on their timing: set it to get the same bits with any
    /// number of threads. 1 shard is training without threads. A shard holds neighbouring rows of the batch, 32 or more, so a batch of fewer than
    /// 64 rows is never cut, and one of r rows into r / 32 shards at most. The gradient of the batch is the sum of the shards' mean gradients,
    /// weighted by their rows, from the first shard on. Dropout drops the same values whatever the number of shards.
    /// </remarks>
    public int? Shards { get; init; }

    /// <summary>The optimizer, for the overload of <c>Fit</c> that has no optimizer parameter. <see cref="Adam"/> with its defaults unless set.</summary>
    public IOptimizer? Optimizer { get; init; }

    /// <summary>
    /// The learning rate of each step, from the one that the optimizer has when training begins; null, unless set: that one throughout. When <c>Fit</c> returns,
    /// the optimizer has its rate from the beginning again. A schedule that watches training is told of <see cref="Monitor"/> after each epoch.
    /// </summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Limits each gradient to this magnitude, finite and above 0, as <see cref="GradientClipping.ByValue"/> does. Null, unless set: no limit.</summary>
    public float? ClipGradientValue { get; init; }

    /// <summary>
    /// Limits the global norm of the gradient of a batch, finite and above 0, as <see cref="GradientClipping.ByNorm"/> does, after <see cref="ClipGradientValue"/>.
    /// Null, unless set: no limit. A gradient that is not finite stops training all the same.
    /// </summary>
    public float? ClipGradientNorm { get; init; }

    /// <summary>
    /// Averages the parameters over the steps with this decay (beta), at least 0 and below 1, as <see cref="AveragedParameters"/> does: 0.99 is over about 100 steps. The averages
    /// are what is evaluated after each epoch, what the network has while <see cref="Progress"/> is told, what is kept as the best, and what the
    /// network has in the end; training itself goes on from its own parameters. Buffers, such as running statistics, are not averaged: the current ones
    /// serve both. Null, unless set: no averages.
    /// </summary>
    public float? AveragedWeights { get; init; }

    /// <summary>Rows that are not trained on; loss and accuracy on them are measured after each epoch.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>
    /// Stops after this many epochs in a row without improvement of <see cref="Monitor"/>; at least 1. Null, unless set: no early stop.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// Further reasons to stop; any one is enough, and <see cref="TrainingResult.StoppedBy"/> says which it was. None unless set. <see cref="Epochs"/> stays the limit.
    /// </summary>
    public IReadOnlyList<StopRule> StopRules { get; init; } = [];

    /// <summary>A change of the monitored metric that is not greater than this doesn't count as improvement for <see cref="Patience"/>. 0 unless set.</summary>
    public float MinimumImprovement { get; init; }

    /// <summary>
    /// What decides the best epoch and the early stop, in its own direction. Null, unless set: the validation loss if there is a <see cref="Validation"/> set, else the
    /// training loss. Training loss and gradient norm are measured before each step: with one batch an epoch the parameters from before the step are the epoch's, with more
    /// batches those from its end. An epoch without the metric (null or NaN) is never the best.
    /// </summary>
    public TrainingMetric? Monitor { get; init; }

    /// <summary>
    /// Measured on the <see cref="Validation"/> set after each epoch, for <see cref="EpochReport.ValidationMetrics"/>, which costs one more pass. None unless set;
    /// metrics that <see cref="Monitor"/> or a rule watches are measured too.
    /// </summary>
    public IReadOnlyList<Metric> ValidationMetrics { get; init; } = [];

    /// <summary>
    /// With a <see cref="Validation"/> set, <see cref="Patience"/>, a <see cref="Monitor"/> or a rule of <see cref="StopRules"/> that watches a metric, the network ends with the parameters of the best epoch by <see cref="Monitor"/>,
    /// however training ends. True unless set. False keeps the last ones.
    /// </summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>Measures the accuracy on the training set after each epoch, which costs one more forward pass. False unless set.</summary>
    public bool MeasureTrainingAccuracy { get; init; }

    /// <summary>
    /// Measures <see cref="EpochReport.GradientNorm"/>. False unless set; where <see cref="Monitor"/> or a rule of <see cref="StopRules"/> watches it, it is measured too.
    /// </summary>
    public bool MeasureGradientNorm { get; init; }

    /// <summary>Saves the state of the training, and goes on from it. Null, unless set: nothing is saved.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>
    /// Told of each epoch. <see cref="Progress{T}"/> calls back on another thread, later; an implementation of your own is called
    /// directly, and an exception it throws ends training and comes out of <c>Fit</c>.
    /// </summary>
    public IProgress<EpochReport>? Progress { get; init; }

    /// <summary>Looked at before each batch. A cancelled training returns its result; it does not throw.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal bool TracksBest => RestoreBest
        && (Validation is not null || Patience is not null || Monitor is not null || StopRules.Any(rule => rule.Metrics.Any()));

    internal TrainingMetric EffectiveMonitor => Monitor ?? (Validation is null ? TrainingMetric.TrainingLoss : TrainingMetric.ValidationLoss);

    /// <summary>What the monitor and the rules watch.</summary>
    internal IEnumerable<TrainingMetric> Watched => StopRules.SelectMany(rule => rule.Metrics).Prepend(EffectiveMonitor);

    /// <summary>All metrics to measure on the validation set, each once.</summary>
    internal Metric[] MeasuredMetrics =>
        [.. ValidationMetrics.Concat(Watched.Where(watched => watched.Metric is not null).Select(watched => watched.Metric!)).Distinct()];

    /// <summary>The training set with the weights of its classes.</summary>
    internal Dataset Weigh(Dataset train, string argument)
    {
        if (ClassWeights is null)
        {
            return train;
        }

        if (!train.HasLabels)
        {
            throw new ArgumentException($"{nameof(ClassWeights)} are set, but the training set has targets and no labels: use {nameof(Dataset.WithSampleWeights)}.", argument);
        }

        try
        {
            return train.WithClassWeights([.. ClassWeights]);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"{nameof(ClassWeights)}: {error.Message}", argument, error);
        }
    }

    internal void Check(string argument)
    {
        AtLeastOne(Epochs, nameof(Epochs), argument);
        AtLeastOne(BatchSize, nameof(BatchSize), argument);
        AtLeastOne(Patience ?? 1, nameof(Patience), argument);
        NotTooMany(Threads, nameof(Threads), argument);
        NotTooMany(Shards ?? 1, nameof(Shards), argument);
        InRange(MinimumImprovement, FloatRange.NonNegative, nameof(MinimumImprovement), argument);
        InRange(ClipGradientValue, FloatRange.Positive, nameof(ClipGradientValue), argument);
        InRange(ClipGradientNorm, FloatRange.Positive, nameof(ClipGradientNorm), argument);
        InRange(AveragedWeights, FloatRange.BelowOne, nameof(AveragedWeights), argument);
        if (ValidationMetrics is null || ValidationMetrics.Contains(null!))
        {
            throw new ArgumentException($"{nameof(ValidationMetrics)} is null or has a metric that is null.", argument);
        }

        if (Validation is null && ValidationMetrics.Count > 0)
        {
            throw new ArgumentException($"{nameof(ValidationMetrics)} has {ValidationMetrics[0].Name}, which needs a {nameof(Validation)} set.", argument);
        }

        if (StopRules is null || StopRules.Contains(null!))
        {
            throw new ArgumentException($"{nameof(StopRules)} is null or has a rule that is null.", argument);
        }

        if (MeasuredMetrics.GroupBy(metric => metric.Name).FirstOrDefault(metrics => metrics.Count() > 1) is { } equals)
        {
            throw new ArgumentException($"{nameof(ValidationMetrics)}, {nameof(Monitor)} and {nameof(StopRules)} have {equals.Count()} metrics named '{equals.Key}'.", argument);
        }

        foreach (TrainingMetric metric in Watched)
        {
            string watcher = metric == Monitor ? $"{nameof(Monitor)} is the {metric.Name}" : $"A rule of {nameof(StopRules)} watches the {metric.Name}";
            if (Validation is null && metric.NeedsValidation)
            {
                throw new ArgumentException($"{watcher}, which needs a {nameof(Validation)} set.", argument);
            }

            if (metric == TrainingMetric.TrainingAccuracy && !MeasureTrainingAccuracy)
            {
                throw new ArgumentException($"{watcher}, which needs {nameof(MeasureTrainingAccuracy)}.", argument);
            }
        }
    }

    private static void AtLeastOne(int value, string option, string argument)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(argument, value, $"{option} is at least 1.");
        }
    }

    private static void InRange(float? value, FloatRange range, string option, string argument)
    {
        if (value is float given && !range.Contains(given))
        {
            throw new ArgumentOutOfRangeException(argument, given, $"{option} must be {range.Text}.");
        }
    }

    private static void NotTooMany(int value, string option, string argument)
    {
        if (value is < 1 or > MostThreads)
        {
            throw new ArgumentOutOfRangeException(argument, value, $"{option} is from 1 to {MostThreads}.");
        }
    }
}
