using System;

namespace NetGen;

/// <summary>
/// Half a cosine (Loshchilov and Hutter, 2017), from the base rate to a final rate a1 after n epochs:
/// <c>a1 + (a0 - a1) * (1 + cos(pi * min(t, n) / n)) / 2</c>, t the epochs done; a1 from then on.
/// </summary>
public sealed class CosineDecay : LearningRateSchedule
{
    private readonly double _epochs;
    private readonly float _finalRate;
    private readonly ScheduleInterval _interval;

    /// <summary>Makes the schedule.</summary>
    /// <param name="epochs">n, finite and above 0.</param>
    /// <param name="finalRate">a1, finite and at least 0.</param>
    /// <param name="interval">Whether the rate changes per epoch or per step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public CosineDecay(double epochs, float finalRate = 0f, ScheduleInterval interval = ScheduleInterval.Epoch)
    {
        _epochs = ScheduleArgument.Duration(epochs, nameof(epochs));
        _finalRate = FloatRange.NonNegative.Check(finalRate, nameof(finalRate));
        _interval = ScheduleArgument.Interval(interval, nameof(interval));
    }

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"CosineDecay({_epochs} epochs to {_finalRate}, per {_interval})");

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate) =>
        Cosine.Between(baseRate, _finalRate, Math.Min(time.Epochs(_interval) / _epochs, 1));
}
