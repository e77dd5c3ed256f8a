using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary><see cref="StopRule.WhenReached"/>.</summary>
internal sealed class TargetRule : StopRule
{
    private readonly TrainingMetric _metric;
    private readonly float _target;

    internal TargetRule(TrainingMetric metric, float target)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (float.IsNaN(target))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, "A target of NaN can't be reached.");
        }

        _metric = metric;
        _target = target;
    }

    public override string Reason => FormattableString.Invariant($"The {_metric.Name} reached {_target}.");

    internal override IEnumerable<TrainingMetric> Metrics => [_metric];

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"when the {_metric.Name} reaches {_target}");

    public override bool AfterEpoch(EpochReport report) => _metric.Cost(report) <= (_metric.LargerIsBetter ? -_target : _target);
}
