using System;

namespace NetGen;

/// <summary>A staircase: <c>a0 * factor^k</c>, where k counts the stairs passed, one every n epochs or one at each milestone.</summary>
public sealed class StepDecay : LearningRateSchedule
{
    private readonly float _factor;
    private readonly int _everyEpochs;
    private readonly int[] _milestones = [];

    /// <summary>A stair every n epochs: <c>k = floor(t / n)</c>, t the epochs done.</summary>
    /// <param name="factor">Above 0 and at most 1.</param>
    /// <param name="everyEpochs">n, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public StepDecay(float factor, int everyEpochs)
    {
        _factor = ScheduleArgument.Factor(factor, nameof(factor));
        ArgumentOutOfRangeException.ThrowIfLessThan(everyEpochs, 1);
        _everyEpochs = everyEpochs;
    }

    /// <summary>A stair at each milestone m, once m epochs are done: k is the number of milestones with <c>m &lt;= t</c>.</summary>
    /// <param name="factor">Above 0 and at most 1.</param>
    /// <param name="milestones">At least one; each at least 1 and greater than the one before.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public StepDecay(float factor, ReadOnlySpan<int> milestones)
    {
        _factor = ScheduleArgument.Factor(factor, nameof(factor));
        if (milestones.IsEmpty)
        {
            throw new ArgumentException("There is no milestone.", nameof(milestones));
        }

        for (int i = 0, last = 0; i < milestones.Length; last = milestones[i], i++)
        {
            if (milestones[i] <= last)
            {
                throw new ArgumentOutOfRangeException(nameof(milestones), milestones[i], $"Milestone {i} must be greater than {last}.");
            }
        }

        _milestones = milestones.ToArray();
    }

    /// <inheritdoc />
    public override string ToString() => _milestones.Length == 0
        ? FormattableString.Invariant($"StepDecay({_factor} every {_everyEpochs} epochs)")
        : FormattableString.Invariant($"StepDecay({_factor} at {string.Join(", ", _milestones)})");

    /// <inheritdoc />
    protected override double Compute(ScheduleTime time, float baseRate)
    {
        long done = time.Epoch - 1;
        long stairs = _milestones.Length == 0 ? done / _everyEpochs : 0;
        foreach (int milestone in _milestones)
        {
            stairs += milestone <= done ? 1 : 0;
        }

        return baseRate * Math.Pow(_factor, stairs);
    }
}
