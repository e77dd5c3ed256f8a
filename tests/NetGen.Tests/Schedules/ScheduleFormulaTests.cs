using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Schedules;

public sealed class ScheduleFormulaTests
{
    private const int StepsPerEpoch = 4;
    private const float BaseRate = 0.2f;

    [Fact]
    public void InverseTimeDecay_IsItsFormula() => Holds(interval => new InverseTimeDecay(0.5f, interval), t => 0.2 / (1 + (0.5 * t)));

    [Fact]
    public void ExponentialDecay_IsItsFormula() => Holds(interval => new ExponentialDecay(0.75f, interval), t => 0.2 * Math.Exp(t * Math.Log(0.75)));

    [Fact]
    public void SquareRootDecay_IsItsFormula() => Holds(interval => new SquareRootDecay(0.5f, interval), t => 0.2 * 0.5 / Math.Sqrt(t + 1));

    [Fact]
    public void CosineDecay_IsItsFormula() =>
        Holds(interval => new CosineDecay(5, 0.05f, interval), t => t >= 5 ? 0.05 : 0.125 + (0.075 * Math.Cos(Math.PI * t / 5)));

    [Fact]
    public void CosineDecay_GoesFromTheBaseRateToTheFinalRate()
    {
        CosineDecay schedule = new(5, 0.05f);
        Assert.Equal([0.2f, 0.125f + (0.075f * 0.809017f), 0.05f, 0.05f], [Rate(schedule, 1), Rate(schedule, 2), Rate(schedule, 6), Rate(schedule, 9)], Close);
    }

    [Fact]
    public void StepDecay_FallsEveryNEpochs()
    {
        StepDecay schedule = new(0.5f, everyEpochs: 2);
        Assert.Equal([0.2f, 0.2f, 0.1f, 0.1f, 0.05f], Enumerable.Range(1, 5).Select(epoch => Rate(schedule, epoch)));
        Assert.Equal(0.1f, Rate(schedule, 3, step: 3));
    }

    [Fact]
    public void StepDecay_FallsAtItsMilestones()
    {
        StepDecay schedule = new(0.5f, [1, 4]);
        Assert.Equal([0.2f, 0.1f, 0.1f, 0.1f, 0.05f, 0.05f], Enumerable.Range(1, 6).Select(epoch => Rate(schedule, epoch)));
    }

    [Fact]
    public void OneCycle_RisesToTheBaseRateAndFalls()
    {
        OneCycle schedule = new(10) { RisingShare = 0.25f, StartDivisor = 4f, FinalDivisor = 100f };
        Assert.Equal(
            [0.05f, 0.125f, 0.2f, (0.2f + 0.002f) / 2, 0.002f, 0.002f],
            [Rate(schedule, 1), Rate(schedule, 2, 1), Rate(schedule, 3, 2), Rate(schedule, 7, 1), Rate(schedule, 11), Rate(schedule, 12)],
            Close);
        float[] all = [.. Enumerable.Range(0, 41).Select(step => Rate(schedule, 1 + (step / 4), step % 4))];
        Assert.Equal(10, Array.IndexOf(all, all.Max()));
        Assert.Equal(all[..11], all[..11].Order());
        Assert.Equal(all[10..], all[10..].OrderDescending());
    }

    [Fact]
    public void ManualSchedule_IsGivenTimeAndBaseRate()
    {
        ManualSchedule schedule = new((time, rate) => (rate * time.Epoch) + time.Step);
        Assert.Equal((0.2f * 3) + 9, Rate(schedule, 3, 1));
    }

    [Fact]
    public void Warmup_RisesLinearlyAndThenTheScheduleBegins()
    {
        LearningRateSchedule schedule = new ExponentialDecay(0.5f).WithWarmup(1.5, startFraction: 0.4f);
        Assert.Equal([0.4f + (0.6f / 6), 0.4f + (0.6f * 5 / 6), 1f, 1f, 1f, 0.5f], new[] { 0, 4, 5, 6, 9, 10 }.Select(step => At(schedule, step) / BaseRate), Close);
    }

    [Fact]
    public void AShortWarmup_TakesOneStepOfTheWholeRate() => Assert.Equal(BaseRate, At(new ConstantRate().WithWarmup(0.01), 0));

    [Fact]
    public void ASequence_BeginsTheNextAtItsOwnTimeZero()
    {
        LearningRateSchedule schedule = new ConstantRate().Then(2, new StepDecay(0.5f, 1)).Then(4, new ConstantRate().Times(0.01f));
        Assert.Equal([0.2f, 0.2f, 0.2f, 0.1f, 0.002f, 0.002f], Enumerable.Range(1, 6).Select(epoch => Rate(schedule, epoch)), Close);
    }

    [Fact]
    public void PerStep_ReachesAnEpochsEndAtTheRateOfTheNext()
    {
        InverseTimeDecay perStep = new(1f, ScheduleInterval.Step);
        Assert.Equal(Rate(new InverseTimeDecay(1f), 3), Rate(perStep, 3));
        Assert.True(Rate(perStep, 2, 3) < Rate(perStep, 2));
    }

    private static void Holds(Func<ScheduleInterval, LearningRateSchedule> create, Func<double, double> formula)
    {
        for (int step = 0; step < 40; step++)
        {
            Equal(formula(step / StepsPerEpoch), At(create(ScheduleInterval.Epoch), step));
            Equal(formula(step / (double)StepsPerEpoch), At(create(ScheduleInterval.Step), step));
        }

        // Rounding to float, of the base rate and of the result.
        static void Equal(double expected, float actual) => Assert.InRange(Math.Abs((actual / expected) - 1), 0, 1.5e-7);
    }

    private static float At(LearningRateSchedule schedule, int step) => Rate(schedule, 1 + (step / StepsPerEpoch), step % StepsPerEpoch);

    private static float Rate(LearningRateSchedule schedule, int epoch, int step = 0) => schedule.RateAt(new ScheduleTime(epoch, step, StepsPerEpoch), BaseRate);

    private static bool Close(float a, float b) => MathF.Abs(a - b) <= 1e-6f * MathF.Abs(a);
}
