using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary><see cref="StopRule.WithoutImprovement"/>, also behind <see cref="TrainingOptions.Patience"/>.</summary>
internal sealed class PatienceRule : StopRule
{
    private readonly TrainingMetric _metric;
    private readonly int _patience;
    private readonly float _minimumImprovement;
    private readonly int _startEpoch;
    private float _reference;
    private int _improvedEpoch;

    internal PatienceRule(TrainingMetric metric, int patience, float minimumImprovement, int startEpoch)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(startEpoch, 1);
        _metric = metric;
        _patience = patience;
        _minimumImprovement = FloatRange.NonNegative.Check(minimumImprovement, nameof(minimumImprovement));
        _startEpoch = startEpoch;
    }

    public override string Reason => _patience == 1
        ? $"The {_metric.Name} did not improve in the last epoch."
        : FormattableString.Invariant($"The {_metric.Name} did not improve in the last {_patience} epochs.");

    internal override IEnumerable<TrainingMetric> Metrics => [_metric];

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"when the {_metric.Name} has not improved by more than {_minimumImprovement} for {_patience} epochs, from epoch {_startEpoch} on");

    public override bool AfterEpoch(EpochReport report)
    {
        if (report.Epoch < _startEpoch)
        {
            return false;
        }

        // Small gains add up: they are measured from the last epoch that counted as an improvement, not from the best one.
        float cost = _metric.Cost(report);
        if (_improvedEpoch == 0 || float.IsNaN(_reference) || cost < _reference - _minimumImprovement)
        {
            _improvedEpoch = _improvedEpoch == 0 || !float.IsNaN(cost) ? report.Epoch : _improvedEpoch;
            _reference = cost;
        }

        return report.Epoch - _improvedEpoch >= _patience;
    }

    public override StopRule Fresh() => new PatienceRule(_metric, _patience, _minimumImprovement, _startEpoch);
}
