using System;

namespace NetGen;

/// <summary>Inverse time decay: <c>a0 / (1 + d * t)</c>, t the epochs done.</summary>
public sealed class InverseTimeDecay : LearningRateSchedule
{
    private readonly float _decay;
    private readonly ScheduleInterval _interval;

    /// <summary>Makes the schedule.</summary>
    /// <param name="decay">d, finite and at least 0.</param>
    /// <param name="interval">Whether the rate changes per epoch or per step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public InverseTimeDecay(float decay, ScheduleInterval interval = ScheduleInterval.Epoch)
    {
        _decay = FloatRange.NonNegative.Check(decay, nameof(decay));
        _interval = ScheduleArgument.Interval(interval, nameof(interval));
    }

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"InverseTimeDecay({_decay}, per {_interval})");

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate) => baseRate / (1 + (_decay * time.Epochs(_interval)));
}
