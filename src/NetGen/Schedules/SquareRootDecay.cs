using System;

namespace NetGen;

/// <summary>Decay with the square root of the epoch: <c>a0 * k / sqrt(t + 1)</c>, t the epochs done, so t + 1 is the number of the epoch.</summary>
public sealed class SquareRootDecay : LearningRateSchedule
{
    private readonly float _scale;
    private readonly ScheduleInterval _interval;

    /// <summary>Makes the schedule.</summary>
    /// <param name="scale">k, finite and above 0.</param>
    /// <param name="interval">Whether the rate changes per epoch or per step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public SquareRootDecay(float scale, ScheduleInterval interval = ScheduleInterval.Epoch)
    {
        _scale = FloatRange.Positive.Check(scale, nameof(scale));
        _interval = ScheduleArgument.Interval(interval, nameof(interval));
    }

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"SquareRootDecay({_scale}, per {_interval})");

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate) => baseRate * (double)_scale / Math.Sqrt(time.Epochs(_interval) + 1);
}
