using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>What <see cref="Trainer"/> did, or a loop of your own.</summary>
public sealed class TrainingResult
{
    /// <summary>The result of a loop of your own, such as for <see cref="TrainingReport"/>: completed, with the last parameters.</summary>
    /// <param name="history">One report for each epoch, in order, from 1 on; copied.</param>
    /// <param name="optimizer">The name of the optimizer.</param>
    /// <param name="bestEpoch">The number of the best epoch; 0 for none.</param>
    /// <exception cref="ArgumentException">A report is not of its place's epoch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such best epoch.</exception>
    public TrainingResult(IEnumerable<EpochReport> history, string optimizer, int bestEpoch = 0)
        : this(Checked(history), StopReason.Completed, bestEpoch, restoredBest: false, "", optimizer, learningRate: 0f)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (bestEpoch < 0 || bestEpoch > History.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(bestEpoch), bestEpoch, $"bestEpoch is {bestEpoch}; expected one from 0 to {History.Count}.");
        }

        LearningRate = History.Count == 0 ? 0f : History[0].LearningRate;
        Message = History.Count == 1 ? "1 epoch done." : $"{History.Count} epochs done.";
    }

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

    private static EpochReport[] Checked(IEnumerable<EpochReport> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        EpochReport[] reports = [.. history];
        for (int i = 0; i < reports.Length; i++)
        {
            if (reports[i].Epoch != i + 1)
            {
                throw new ArgumentException($"Report {i + 1} is of epoch {reports[i].Epoch}; expected epochs from 1 on, in order.", nameof(history));
            }
        }

        return reports;
    }
}
