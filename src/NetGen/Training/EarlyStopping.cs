namespace NetGen;

/// <summary>Follows the monitored metric: which epoch is the best, and how long ago it last improved enough.</summary>
internal sealed class EarlyStopping(TrainingOptions options)
{
    private readonly MonitoredMetric _monitor = options.EffectiveMonitor;
    private float _best;
    private float _reference;
    private int _improvedEpoch;

    /// <summary>The best epoch, from 1; 0 before the first.</summary>
    internal int BestEpoch { get; private set; }

    /// <summary>Takes note of an epoch.</summary>
    /// <returns>True if it is the best so far.</returns>
    internal bool Observe(in EpochReport report)
    {
        float value = ValueOf(report);

        // Small gains add up: they are measured from the last epoch that counted as an improvement, not from the best one.
        if (BestEpoch == 0 || value < _reference - options.MinimumImprovement)
        {
            _reference = value;
            _improvedEpoch = report.Epoch;
        }

        if (BestEpoch != 0 && !(value < _best))
        {
            return false;
        }

        _best = value;
        BestEpoch = report.Epoch;
        return true;
    }

    /// <summary>The monitored metric; smaller is better.</summary>
    internal float ValueOf(in EpochReport report) => _monitor switch
    {
        MonitoredMetric.ValidationLoss => report.ValidationLoss!.Value,
        MonitoredMetric.ValidationAccuracy => -report.ValidationAccuracy!.Value,
        _ => report.TrainingLoss,
    };

    /// <summary>True if the last <see cref="TrainingOptions.Patience"/> epochs were no improvement.</summary>
    internal bool IsExhausted(int epoch) => options.Patience is int patience && epoch - _improvedEpoch >= patience;

    /// <summary>The monitored metric in words.</summary>
    internal string MetricName => _monitor switch
    {
        MonitoredMetric.ValidationLoss => "validation loss",
        MonitoredMetric.ValidationAccuracy => "validation accuracy",
        _ => "training loss",
    };
}
