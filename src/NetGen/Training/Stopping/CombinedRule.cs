using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary><see cref="StopRule.And"/> and <see cref="StopRule.Or"/>.</summary>
internal sealed class CombinedRule : StopRule
{
    private readonly StopRule _first;
    private readonly StopRule _second;
    private readonly bool _both;
    private string _reason;

    internal CombinedRule(StopRule first, StopRule second, bool both)
    {
        ArgumentNullException.ThrowIfNull(second, "other");
        _first = first;
        _second = second;
        _both = both;
        _reason = $"{first.Reason} {second.Reason}";
    }

    public override string Reason => _reason;

    internal override IEnumerable<TrainingMetric> Metrics => _first.Metrics.Concat(_second.Metrics);

    /// <inheritdoc />
    public override string ToString() => $"({_first} {(_both ? "and" : "or")} {_second})";

    // Both rules are asked in any case: they keep what they see.
    public override bool AfterEpoch(EpochReport report) => Decide(_first.AfterEpoch(report), _second.AfterEpoch(report));

    public override bool AfterStep(long steps, TimeSpan elapsed) => Decide(_first.AfterStep(steps, elapsed), _second.AfterStep(steps, elapsed));

    public override StopRule Fresh() => new CombinedRule(_first.Fresh(), _second.Fresh(), _both);

    private bool Decide(bool first, bool second)
    {
        if (_both ? first && second : first || second)
        {
            _reason = first && second ? $"{_first.Reason} {_second.Reason}" : first ? _first.Reason : _second.Reason;
            return true;
        }

        return false;
    }
}
