using System;

namespace NetGen;

/// <summary>
/// Multiplies the rate by a factor when the monitored metric has not improved for some epochs: <c>max(a0 * factor^k, MinimumRate)</c> after k
/// reductions, and never above a0.
/// </summary>
/// <remarks>
/// The trainer feeds it with <see cref="TrainingOptions.Monitor"/>; in a loop of your own call <c>Observe</c> once an epoch. It keeps what it
/// has seen, so one object serves one training at a time; the trainer takes a <see cref="Fresh"/> one.
/// </remarks>
public sealed class ReduceOnPlateau : LearningRateSchedule
{
    private readonly float _factor;
    private readonly int _patience;
    private float _best = float.PositiveInfinity;
    private int _badEpochs;
    private int _cooling;

    /// <summary>Makes the schedule.</summary>
    /// <param name="factor">Above 0 and at most 1.</param>
    /// <param name="patience">So many epochs in a row without improvement reduce the rate; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public ReduceOnPlateau(float factor = 0.1f, int patience = 10)
    {
        _factor = ScheduleArgument.Factor(factor, nameof(factor));
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        _patience = patience;
    }

    /// <summary>The rate does not fall below this; finite and at least 0. 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public float MinimumRate
    {
        get;
        init => field = FloatRange.NonNegative.Check(value, nameof(MinimumRate));
    }

    /// <summary>After a reduction, so many epochs are not counted; at least 0. 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int Cooldown
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Cooldown));
            field = value;
        }
    }

    /// <summary>A metric that is not smaller than the best one by more than this is no improvement; finite and at least 0. 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public float MinimumImprovement
    {
        get;
        init => field = FloatRange.NonNegative.Check(value, nameof(MinimumImprovement));
    }

    /// <summary>How often the rate was reduced.</summary>
    public int Reductions { get; private set; }

    /// <summary>Takes note of an epoch.</summary>
    /// <param name="metric">Smaller is better: a loss, or an accuracy with a minus sign. NaN is no improvement.</param>
    public void Observe(float metric)
    {
        if (metric < _best - MinimumImprovement)
        {
            _best = metric;
            _badEpochs = 0;
        }
        else if (_cooling == 0)
        {
            _badEpochs++;
        }

        if (_cooling > 0)
        {
            _cooling--;
        }

        if (_badEpochs == _patience)
        {
            Reductions++;
            _badEpochs = 0;
            _cooling = Cooldown;
        }
    }

    /// <inheritdoc />
    public override void Observe(ScheduleTime time, float metric) => Observe(metric);

    /// <inheritdoc />
    public override LearningRateSchedule Fresh() =>
        new ReduceOnPlateau(_factor, _patience) { MinimumRate = MinimumRate, Cooldown = Cooldown, MinimumImprovement = MinimumImprovement };

    /// <inheritdoc />
    public override string ToString() => FormattableString.Invariant($"ReduceOnPlateau({_factor} after {_patience} epochs, minimum {MinimumRate}, cooldown {Cooldown}, improvement {MinimumImprovement})");

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate) =>
        Math.Min(baseRate, Math.Max(baseRate * Math.Pow(_factor, Reductions), MinimumRate));
}
