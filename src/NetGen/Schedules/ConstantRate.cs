namespace NetGen;

/// <summary>The base rate throughout: <c>a0</c>. With <see cref="LearningRateSchedule.WithWarmup"/>, or as a part of a sequence.</summary>
public sealed class ConstantRate : LearningRateSchedule
{
    /// <inheritdoc />
    public override string ToString() => nameof(ConstantRate);

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate) => baseRate;
}
