using System;

namespace NetGen;

/// <summary>Exponential decay: <c>a0 * b^t</c>, t the epochs done.</summary>
public sealed class ExponentialDecay : LearningRateSchedule
{
    private readonly float _factor;
    private readonly ScheduleInterval _interval;

    /// <summary>Makes the schedule.</summary>
    /// <param name="factor">b, above 0 and at most 1.</param>
    /// <param name="interval">Whether the rate changes per epoch or per step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public ExponentialDecay(float factor, ScheduleInterval interval = ScheduleInterval.Epoch)
    {
        _factor = ScheduleArgument.Factor(factor, nameof(factor));
        _interval = ScheduleArgument.Interval(interval, nameof(interval));
    }

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"ExponentialDecay({_factor}, per {_interval})");

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate) => baseRate * Math.Pow(_factor, time.Epochs(_interval));
}
