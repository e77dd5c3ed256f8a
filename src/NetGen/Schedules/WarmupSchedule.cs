using System;

namespace NetGen;

/// <summary>A linear rise before another schedule: <see cref="LearningRateSchedule.WithWarmup"/>.</summary>
internal sealed class WarmupSchedule : LearningRateSchedule
{
    private readonly LearningRateSchedule _inner;
    private readonly double _epochs;
    private readonly float _startFraction;

    internal WarmupSchedule(LearningRateSchedule inner, double epochs, float startFraction)
    {
        _inner = inner;
        _epochs = ScheduleArgument.Duration(epochs, nameof(epochs));
        _startFraction = FloatRange.Fraction.Check(startFraction, nameof(startFraction));
    }

    /// <inheritdoc />
    public override void Observe(ScheduleTime time, float metric)
    {
        long steps = Steps(time);
        if (time.Step >= steps)
        {
            _inner.Observe(time.Since(steps), metric);
        }
    }

    /// <inheritdoc />
    public override LearningRateSchedule Fresh() => new WarmupSchedule(_inner.Fresh(), _epochs, _startFraction);

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"{_epochs} epochs of warm-up from {_startFraction}, then {_inner}");

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate)
    {
        long steps = Steps(time);
        if (time.Step >= steps)
        {
            return _inner.RateAt(time.Since(steps), baseRate);
        }

        float first = _inner.RateAt(new ScheduleTime(1, 0, time.StepsPerEpoch), baseRate);
        return first * (_startFraction + ((1 - _startFraction) * (double)(time.Step + 1) / steps));
    }

    private long Steps(ScheduleTime time) => Math.Max(1, time.StepsOf(_epochs));
}
