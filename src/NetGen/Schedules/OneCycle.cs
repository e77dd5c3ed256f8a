using System;

namespace NetGen;

/// <summary>
/// One cycle (Smith and Topin, 2018), per step: the rate rises from a0 / <see cref="StartDivisor"/> to the base rate a0 over the share
/// <see cref="RisingShare"/> of n epochs, then falls to a0 / <see cref="FinalDivisor"/>; both along half a cosine. From then on it stays.
/// </summary>
/// <remarks>
/// With <c>p = t / n</c>, t the epochs done with their fraction, and w(u) = (1 - cos(pi * u)) / 2: up to p = RisingShare the rate is
/// <c>s + (a0 - s) * w(p / RisingShare)</c>, s = a0 / StartDivisor; behind it <c>a0 + (e - a0) * w((p - RisingShare) / (1 - RisingShare))</c>, e = a0 / FinalDivisor.
/// </remarks>
public sealed class OneCycle : LearningRateSchedule
{
    private readonly double _epochs;

    /// <summary>Makes the schedule.</summary>
    /// <param name="epochs">n, finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is out of range.</exception>
    public OneCycle(double epochs) => _epochs = ScheduleArgument.Duration(epochs, nameof(epochs));

    /// <summary>The share of the cycle that rises, above 0 and below 1. 0.3 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public float RisingShare
    {
        get;
        init => field = value is > 0f and < 1f
            ? value
            : throw new ArgumentOutOfRangeException(nameof(RisingShare), value, $"{nameof(RisingShare)} must be above 0 and below 1.");
    }
    = 0.3f;

    /// <summary>How many times smaller than the base rate the first rate is, at least 1. 25 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public float StartDivisor
    {
        get;
        init => field = Divisor(value, nameof(StartDivisor));
    }
    = 25f;

    /// <summary>How many times smaller than the base rate the last rate is, at least 1. 250,000 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public float FinalDivisor
    {
        get;
        init => field = Divisor(value, nameof(FinalDivisor));
    }
    = 250_000f;

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"OneCycle({_epochs} epochs, rising {RisingShare}, divisors {StartDivisor} and {FinalDivisor})");

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate)
    {
        double share = Math.Min(time.Epochs(ScheduleInterval.Step) / _epochs, 1);
        return share <= RisingShare
            ? Cosine.Between(baseRate / StartDivisor, baseRate, share / RisingShare)
            : Cosine.Between(baseRate, baseRate / FinalDivisor, (share - RisingShare) / (1 - RisingShare));
    }

    private static float Divisor(float value, string name) => float.IsFinite(value) && value >= 1f
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and at least 1.");
}
