namespace NetGen;

/// <summary>Follows the monitored metric: which epoch is the best.</summary>
internal sealed class BestEpochTracker(TrainingMetric metric)
{
    private float _best = float.NaN;

    /// <summary>The best epoch, from 1; 0 before the first that has the metric.</summary>
    internal int BestEpoch { get; private set; }

    /// <summary>The monitored metric in words.</summary>
    internal string MetricName => metric.Name;

    /// <summary>The monitored metric; smaller is better.</summary>
    internal float CostOf(in EpochReport report) => metric.Cost(report);

    /// <summary>Takes note of an epoch.</summary>
    /// <returns>True if it is the best so far.</returns>
    internal bool Observe(in EpochReport report)
    {
        float cost = metric.Cost(report);
        if (float.IsNaN(cost) || cost >= _best)
        {
            return false;
        }

        _best = cost;
        BestEpoch = report.Epoch;
        return true;
    }
}
