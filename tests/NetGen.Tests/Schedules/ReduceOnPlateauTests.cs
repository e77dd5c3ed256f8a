using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Schedules;

public sealed class ReduceOnPlateauTests
{
    [Fact]
    public void PatienceEpochsWithoutImprovement_ReduceTheRate()
    {
        ReduceOnPlateau schedule = new(0.5f, 2);
        Assert.Equal([1f, 1f, 1f, 0.5f, 0.5f, 0.25f, 0.25f], Rates(schedule, 5f, 4f, 4f, 4f, 3f + 1f, 4f, 3f));
    }

    [Fact]
    public void CooldownEpochs_AreNotCounted() =>
        Assert.Equal([1f, 0.5f, 0.5f, 0.5f, 0.25f], Rates(new ReduceOnPlateau(0.5f, 1) { Cooldown = 2 }, 4f, 4f, 4f, 4f, 4f));

    [Fact]
    public void TheRate_StaysAboveTheMinimumAndBelowTheBase()
    {
        Assert.Equal([1f, 0.5f, 0.4f, 0.4f], Rates(new ReduceOnPlateau(0.5f, 1) { MinimumRate = 0.4f }, 4f, 4f, 4f, 4f));
        Assert.Equal([1f, 1f], Rates(new ReduceOnPlateau(0.5f, 1) { MinimumRate = 3f }, 4f, 4f));
    }

    [Fact]
    public void SmallGainsAndNaN_AreNoImprovement()
    {
        Assert.Equal([1f, 0.5f, 0.5f, 0.25f], Rates(new ReduceOnPlateau(0.5f, 1) { MinimumImprovement = 0.5f }, 4f, 3.6f, 3.4f, 3f));
        Assert.Equal([0.5f, 0.5f, 0.25f], Rates(new ReduceOnPlateau(0.5f, 1), float.NaN, 3f, float.NaN));
    }

    [Fact]
    public void AFreshOne_HasSeenNothing()
    {
        ReduceOnPlateau schedule = new(0.5f, 1) { Cooldown = 1, MinimumRate = 0.1f };
        float[] first = Rates(schedule, 4f, 4f, 4f, 4f);
        Assert.Equal(2, schedule.Reductions);
        Assert.Equal(first, Rates((ReduceOnPlateau)schedule.Fresh(), 4f, 4f, 4f, 4f));
        Assert.Equal(2, schedule.Reductions);
    }

    /// <summary>Whatever it is part of: else a second training with the same options would begin with the reductions of the first.</summary>
    [Fact]
    public void AFreshCombination_HasSeenNothing()
    {
        Func<LearningRateSchedule, LearningRateSchedule>[] combinations =
        [
            plateau => plateau.WithWarmup(1), plateau => plateau.Times(0.5f), plateau => plateau.Then(99, new ConstantRate()), plateau => new ConstantRate().Then(1, plateau),
        ];
        foreach (Func<LearningRateSchedule, LearningRateSchedule> combine in combinations)
        {
            ReduceOnPlateau plateau = new(0.5f, 1);
            LearningRateSchedule schedule = combine(plateau);
            float before = schedule.RateAt(new ScheduleTime(6, 0, 1), 1f);
            Observe(schedule);
            Assert.True(plateau.Reductions > 0, $"{schedule}");
            int reductions = plateau.Reductions;
            LearningRateSchedule fresh = schedule.Fresh();
            Assert.Equal(before, fresh.RateAt(new ScheduleTime(6, 0, 1), 1f));
            Observe(fresh);
            Assert.Equal(reductions, plateau.Reductions);
            Assert.Equal(schedule.RateAt(new ScheduleTime(6, 0, 1), 1f), fresh.RateAt(new ScheduleTime(6, 0, 1), 1f));
        }

        static void Observe(LearningRateSchedule schedule)
        {
            for (int epoch = 1; epoch <= 5; epoch++)
            {
                schedule.Observe(new ScheduleTime(epoch, 0, 1), 7f);
            }
        }
    }

    [Fact]
    public void WithinASequence_ItSeesOnlyItsOwnEpochs()
    {
        ReduceOnPlateau plateau = new(0.5f, 1);
        LearningRateSchedule schedule = new ConstantRate().Then(3, plateau).Times(2f).WithWarmup(1);
        for (int epoch = 1; epoch <= 4; epoch++)
        {
            schedule.Observe(new ScheduleTime(epoch, 4, 5), 7f);
        }

        Assert.Equal(0, plateau.Reductions);
        schedule.Observe(new ScheduleTime(5, 4, 5), 7f);
        schedule.Observe(new ScheduleTime(6, 4, 5), 7f);
        Assert.Equal(1, plateau.Reductions);
        Assert.Equal(1f, schedule.RateAt(new ScheduleTime(7, 0, 5), 1f));
    }

    private static float[] Rates(ReduceOnPlateau schedule, params float[] metrics) =>
    [
        .. metrics.Select((metric, i) =>
        {
            schedule.Observe(metric);
            return schedule.RateAt(new ScheduleTime(i + 2, 0, 1), 1f);
        }),
    ];
}
