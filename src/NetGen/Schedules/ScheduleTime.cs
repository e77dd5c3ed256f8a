using System;

namespace NetGen;

/// <summary>How far training is, as a <see cref="LearningRateSchedule"/> sees it: a step, and how many steps make an epoch.</summary>
public readonly record struct ScheduleTime
{
    /// <summary>The time of a step.</summary>
    /// <param name="epoch">The number of the epoch, from 1.</param>
    /// <param name="stepInEpoch">The number of the step in its epoch, from 0: <see cref="Batch.Index"/>.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch, at least 1: <see cref="BatchSequence.Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ScheduleTime(int epoch, int stepInEpoch, int stepsPerEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(stepInEpoch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stepInEpoch, stepsPerEpoch);
        Step = ((long)(epoch - 1) * stepsPerEpoch) + stepInEpoch;
        StepsPerEpoch = stepsPerEpoch;
    }

    /// <summary>Steps taken before this one.</summary>
    public long Step { get; private init; }

    /// <summary>Steps of an epoch.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>The number of the epoch, from 1; 0 for <c>default</c>, which is no time.</summary>
    public long Epoch => StepsPerEpoch == 0 ? 0 : (Step / StepsPerEpoch) + 1;

    /// <summary>Epochs done before this step: whole ones, or with the fraction of the current one.</summary>
    /// <param name="interval">Per epoch: a whole number; per step: with the fraction.</param>
    public double Epochs(ScheduleInterval interval) =>
        interval == ScheduleInterval.Epoch ? Step / StepsPerEpoch : (double)Step / StepsPerEpoch;

    /// <summary>The steps of so many epochs, rounded to a whole number.</summary>
    internal long StepsOf(double epochs) => (long)Math.Round(epochs * StepsPerEpoch);

    /// <summary>The time as it is for a schedule that began after <paramref name="steps"/> steps.</summary>
    internal ScheduleTime Since(long steps) => this with { Step = Step - steps };
}
