using System;

namespace NetGen;

/// <summary>A schedule times a factor: <see cref="LearningRateSchedule.Times"/>.</summary>
internal sealed class ScaledSchedule(LearningRateSchedule inner, float factor) : LearningRateSchedule
{
    private readonly float _factor = FloatRange.NonNegative.Check(factor, nameof(factor));

    /// <inheritdoc />
    public override void Observe(ScheduleTime time, float metric) => inner.Observe(time, metric);

    /// <inheritdoc />
    public override LearningRateSchedule Fresh() => new ScaledSchedule(inner.Fresh(), _factor);

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"{_factor} x {inner}");

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate) => inner.RateAt(time, baseRate) * (double)_factor;
}
