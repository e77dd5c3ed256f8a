using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>The rules of one training: fresh ones, beside those of the options that they were made from. The first is that of the patience, if there is one.</summary>
internal sealed class StopRuleSet
{
    private readonly StopRule[] _given;
    private readonly StopRule[] _fresh;
    private readonly bool _hasPatience;
    private int _metByStep = -1;

    internal StopRuleSet(TrainingOptions options, TrainingMetric monitored)
    {
        _hasPatience = options.Patience is not null;
        IEnumerable<StopRule> patience = options.Patience is int epochs ? [new PatienceRule(monitored, epochs, options.MinimumImprovement, startEpoch: 1)] : [];
        _given = [.. patience.Concat(options.StopRules)];
        _fresh = Array.ConvertAll(_given, rule => rule.Fresh());
    }

    /// <summary>True if there is no rule.</summary>
    internal bool IsEmpty => _fresh.Length == 0;

    /// <summary>The rule of the options that stopped training, or null.</summary>
    internal StopRule? Stopped { get; private set; }

    /// <summary>Why.</summary>
    internal string Reason { get; private set; } = "";

    /// <summary>What to call it.</summary>
    internal StopReason StopReason => _hasPatience && ReferenceEquals(Stopped, _given[0]) ? StopReason.EarlyStopped : StopReason.RuleMet;

    /// <summary>Asks all rules; the first that holds, now or after the epoch's last step, counts.</summary>
    internal bool AfterEpoch(in EpochReport report)
    {
        int met = -1;
        for (int i = _fresh.Length - 1; i >= 0; i--)
        {
            met = _fresh[i].AfterEpoch(report) || i == _metByStep ? i : met;
        }

        return Note(met);
    }

    /// <summary>Asks all rules; the first that holds counts.</summary>
    internal bool AfterStep(long steps, TimeSpan elapsed)
    {
        int met = -1;
        for (int i = _fresh.Length - 1; i >= 0; i--)
        {
            met = _fresh[i].AfterStep(steps, elapsed) ? i : met;
        }

        _metByStep = met;

        return Note(met);
    }

    private bool Note(int met)
    {
        Stopped = met < 0 ? null : _given[met];
        Reason = met < 0 ? "" : _fresh[met].Reason;
        return met >= 0;
    }
}
