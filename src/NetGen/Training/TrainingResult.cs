using System.Collections.Generic;

namespace NetGen;

/// <summary>What <see cref="Trainer"/> did.</summary>
public sealed class TrainingResult
{
    internal TrainingResult(
        IReadOnlyList<EpochReport> history,
        StopReason stopReason,
        int bestEpoch,
        bool restoredBest,
        string message,
        string optimizer,
        float learningRate,
        StopRule? stoppedBy = null)
    {
        History = history;
        StopReason = stopReason;
        BestEpoch = bestEpoch;
        RestoredBest = restoredBest;
        Message = message;
        Optimizer = optimizer;
        LearningRate = learningRate;
        StoppedBy = stoppedBy;
    }

    /// <summary>One report for each whole epoch, in order.</summary>
    public IReadOnlyList<EpochReport> History { get; }

    /// <summary>Why training ended.</summary>
    public StopReason StopReason { get; }

    /// <summary>The rule that stopped training: one of <see cref="TrainingOptions.StopRules"/>, or that of the patience; null if no rule did.</summary>
    public StopRule? StoppedBy { get; }

    /// <summary>The number, from 1, of the epoch with the best monitored metric (the first of equals); 0 if no epoch was finished or none has it.</summary>
    public int BestEpoch { get; }

    /// <summary>True if the network now has the parameters of <see cref="BestEpoch"/>, false if it has the last good ones.</summary>
    public bool RestoredBest { get; }

    /// <summary>Why training ended and which parameters the network has, in words.</summary>
    public string Message { get; }

    /// <summary>The type of the optimizer, such as <c>Adam</c>.</summary>
    public string Optimizer { get; }

    /// <summary>The learning rate from which schedules begin: the optimizer's when training began.</summary>
    public float LearningRate { get; }

    /// <summary>The report of the best epoch, or null if there is none.</summary>
    public EpochReport? Best => BestEpoch == 0 ? null : History[BestEpoch - 1];

    /// <summary>The report of the last whole epoch, or null if no epoch was finished.</summary>
    public EpochReport? Last => History.Count == 0 ? null : History[^1];

    /// <inheritdoc />
    public override string ToString() => $"{StopReason}: {Message}";
}
