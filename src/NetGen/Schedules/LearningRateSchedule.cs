using System;

namespace NetGen;

/// <summary>
/// The learning rate as a function of time. In <see cref="TrainingOptions.Schedule"/>, or in a loop of your own:
/// <code>optimizer.LearningRate = schedule.RateAt(new ScheduleTime(epoch, batch.Index, batches.Count), baseRate);</code>
/// </summary>
/// <remarks>
/// <para>In the formulas, a0 is the base rate (in the trainer the rate that the optimizer has when training begins) and t the number of epochs done: 0 in the
/// first epoch; with <see cref="ScheduleInterval.Step"/> it grows with every step. Textbooks that count epochs from 1 mean t + 1.</para>
/// <para>Schedules can be chained (<see cref="Then"/>), scaled (<see cref="Times"/>) and begun gently (<see cref="WithWarmup"/>). All but
/// <see cref="ReduceOnPlateau"/> keep nothing between calls and can be shared by any number of trainings.</para>
/// </remarks>
public abstract class LearningRateSchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="time">The step.</param>
    /// <param name="baseRate">a0, finite and at least 0.</param>
    /// <exception cref="ArgumentException">The time is <c>default</c>, or the base rate out of range.</exception>
    /// <exception cref="InvalidOperationException">The schedule gives no rate: a number that is not finite, or below 0.</exception>
    public float RateAt(ScheduleTime time, float baseRate)
    {
        FloatRange.NonNegative.Check(baseRate, nameof(baseRate));
        if (time.StepsPerEpoch < 1)
        {
            throw new ArgumentException("The time is default; make it with new ScheduleTime(epoch, stepInEpoch, stepsPerEpoch).", nameof(time));
        }

        float rate = (float)Compute(time, baseRate);
        return FloatRange.NonNegative.Contains(rate)
            ? rate
            : throw new InvalidOperationException(
                FormattableString.Invariant($"{GetType().Name} gives a learning rate of {rate} in epoch {time.Epoch}, step {time.Step}; it must be {FloatRange.NonNegative.Text}."));
    }

    /// <summary>Tells a schedule that watches training how an epoch went. <see cref="Trainer"/> does so after each epoch; schedules of time alone ignore it.</summary>
    /// <param name="time">The last step of the epoch.</param>
    /// <param name="metric">The monitored metric; smaller is better, so an accuracy is given with a minus sign.</param>
    public virtual void Observe(ScheduleTime time, float metric)
    {
    }

    /// <summary>
    /// The schedule for a training that begins: itself, or, if it keeps something between calls, a new one with the same settings. So one
    /// <see cref="TrainingOptions"/> serves many trainings.
    /// </summary>
    public virtual LearningRateSchedule Fresh() => this;

    /// <summary>
    /// Begins with a linear rise: in step s of the n steps of the warm-up the rate is <c>r * (f + (1 - f) * (s + 1) / n)</c>, s from 0, where r is this schedule's
    /// first rate and f the start fraction. This schedule begins when the warm-up is over.
    /// </summary>
    /// <param name="epochs">The length, finite and above 0; a fraction of an epoch is rounded to whole steps, at least 1.</param>
    /// <param name="startFraction">f, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public LearningRateSchedule WithWarmup(double epochs, float startFraction = 0f) => new WarmupSchedule(this, epochs, startFraction);

    /// <summary>This schedule, and another one after it, whose time begins at 0 then.</summary>
    /// <param name="afterEpochs">When the other takes over, in epochs from the beginning, finite and above 0; a fraction of an epoch is rounded to whole steps.</param>
    /// <param name="next">The other schedule; it is given the same base rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of epochs is out of range.</exception>
    public LearningRateSchedule Then(double afterEpochs, LearningRateSchedule next) => new SequenceSchedule(this, afterEpochs, next);

    /// <summary>This schedule's rate times a factor.</summary>
    /// <param name="factor">Finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is out of range.</exception>
    public LearningRateSchedule Times(float factor) => new ScaledSchedule(this, factor);

    /// <summary>The rate of a step; <see cref="RateAt"/> checks it.</summary>
    protected abstract double Compute(ScheduleTime time, float baseRate);
}
