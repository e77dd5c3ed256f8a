using System;

namespace NetGen;

/// <summary><see cref="StopRule.AfterTime"/>.</summary>
internal sealed class TimeLimit : StopRule
{
    private readonly TimeSpan _time;

    internal TimeLimit(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        _time = time;
    }

    public override string Reason => FormattableString.Invariant($"The time limit of {_time:g} was reached.");

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"after {_time:g}");

    public override bool AfterEpoch(EpochReport report) => report.Elapsed >= _time;

    public override bool AfterStep(long steps, TimeSpan elapsed) => elapsed >= _time;
}
