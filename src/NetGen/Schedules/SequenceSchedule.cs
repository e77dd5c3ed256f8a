using System;

namespace NetGen;

/// <summary>Two schedules, one after the other: <see cref="LearningRateSchedule.Then"/>.</summary>
internal sealed class SequenceSchedule : LearningRateSchedule
{
    private readonly LearningRateSchedule _first;
    private readonly LearningRateSchedule _next;
    private readonly double _afterEpochs;

    internal SequenceSchedule(LearningRateSchedule first, double afterEpochs, LearningRateSchedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        _first = first;
        _next = next;
        _afterEpochs = ScheduleArgument.Duration(afterEpochs, nameof(afterEpochs));
    }

    /// <inheritdoc />
    public override void Observe(ScheduleTime time, float metric) => ActiveAt(ref time).Observe(time, metric);

    /// <inheritdoc />
    public override LearningRateSchedule Fresh() => new SequenceSchedule(_first.Fresh(), _afterEpochs, _next.Fresh());

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"{_first}, after {_afterEpochs} epochs {_next}");

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate) => ActiveAt(ref time).RateAt(time, baseRate);

    /// <summary>The schedule that a step belongs to; the time becomes its own.</summary>
    private LearningRateSchedule ActiveAt(ref ScheduleTime time)
    {
        long steps = time.StepsOf(_afterEpochs);
        if (time.Step < steps)
        {
            return _first;
        }

        time = time.Since(steps);
        return _next;
    }
}
