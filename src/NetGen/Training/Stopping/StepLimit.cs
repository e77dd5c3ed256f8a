using System;

namespace NetGen;

/// <summary><see cref="StopRule.AfterSteps"/>.</summary>
internal sealed class StepLimit : StopRule
{
    private readonly long _steps;

    internal StepLimit(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        _steps = steps;
    }

    public override string Reason => _steps == 1 ? "1 step done." : FormattableString.Invariant($"{_steps} steps done.");

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"after {_steps} steps");

    public override bool AfterEpoch(EpochReport report) => report.Steps >= _steps;

    public override bool AfterStep(long steps, TimeSpan elapsed) => steps >= _steps;
}
