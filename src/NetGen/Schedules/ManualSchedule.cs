using System;

namespace NetGen;

/// <summary>A function of your own: <c>rate(time, a0)</c>, called before each step.</summary>
public sealed class ManualSchedule : LearningRateSchedule
{
    private readonly Func<ScheduleTime, float, float> _rate;

    /// <summary>Makes the schedule.</summary>
    /// <param name="rate">Gives the rate, finite and at least 0, from the time and the base rate.</param>
    public ManualSchedule(Func<ScheduleTime, float, float> rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        _rate = rate;
    }

    /// <inheritdoc />
    public override string ToString() => nameof(ManualSchedule);

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate) => _rate(time, baseRate);
}
