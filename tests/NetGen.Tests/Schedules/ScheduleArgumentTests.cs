using System;
using Xunit;

namespace NetGen.Tests.Schedules;

public sealed class ScheduleArgumentTests
{
    [Fact]
    public void SettingsOutOfRange_AreRefusedByName()
    {
        Refused("decay", () => new InverseTimeDecay(-1f));
        Refused("decay", () => new InverseTimeDecay(float.NaN));
        Refused("interval", () => new InverseTimeDecay(1f, (ScheduleInterval)7));
        Refused("factor", () => new ExponentialDecay(0f));
        Refused("factor", () => new ExponentialDecay(1.1f));
        Refused("scale", () => new SquareRootDecay(0f));
        Refused("factor", () => new StepDecay(float.NaN, 1));
        Refused("everyEpochs", () => new StepDecay(0.5f, 0));
        Refused("milestones", () => new StepDecay(0.5f, [3, 3]));
        Refused("milestones", () => new StepDecay(0.5f, [0]));
        Assert.Throws<ArgumentException>("milestones", () => new StepDecay(0.5f, []));
        Refused("epochs", () => new CosineDecay(0));
        Refused("finalRate", () => new CosineDecay(1, -1f));
        Refused("epochs", () => new OneCycle(double.PositiveInfinity));
        Refused("RisingShare", () => new OneCycle(1) { RisingShare = 1f });
        Refused("StartDivisor", () => new OneCycle(1) { StartDivisor = 0.5f });
        Refused("FinalDivisor", () => new OneCycle(1) { FinalDivisor = float.NaN });
        Refused("factor", () => new ReduceOnPlateau(0f));
        Refused("patience", () => new ReduceOnPlateau(0.5f, 0));
        Refused("MinimumRate", () => new ReduceOnPlateau { MinimumRate = -1f });
        Refused("Cooldown", () => new ReduceOnPlateau { Cooldown = -1 });
        Refused("MinimumImprovement", () => new ReduceOnPlateau { MinimumImprovement = float.NaN });
        Refused("epochs", () => new ConstantRate().WithWarmup(0));
        Refused("startFraction", () => new ConstantRate().WithWarmup(1, -0.1f));
        Refused("afterEpochs", () => new ConstantRate().Then(double.NaN, new ConstantRate()));
        Refused("factor", () => new ConstantRate().Times(-1f));
        Assert.Throws<ArgumentNullException>("next", () => new ConstantRate().Then(1, null!));
        Assert.Throws<ArgumentNullException>("rate", () => new ManualSchedule(null!));
    }

    [Fact]
    public void TimesOutOfRange_AreRefusedByName()
    {
        Assert.Throws<ArgumentOutOfRangeException>("epoch", () => new ScheduleTime(0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("stepInEpoch", () => new ScheduleTime(1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("stepInEpoch", () => new ScheduleTime(1, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("stepsPerEpoch", () => new ScheduleTime(1, 0, 0));
        Assert.Throws<ArgumentException>("time", () => new ConstantRate().RateAt(default, 0.1f));
        Assert.Throws<ArgumentOutOfRangeException>("baseRate", () => new ConstantRate().RateAt(new ScheduleTime(1, 0, 1), float.NaN));
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void AFunctionThatGivesNoRate_IsNamed(float rate)
    {
        ManualSchedule schedule = new((_, _) => rate);
        string message = Assert.Throws<InvalidOperationException>(() => schedule.RateAt(new ScheduleTime(2, 1, 5), 0.1f)).Message;
        Assert.Contains("ManualSchedule gives a learning rate of", message, StringComparison.Ordinal);
        Assert.Contains("in epoch 2, step 6", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADefaultTime_CanBePrinted() => Assert.Contains("Epoch = 0", default(ScheduleTime).ToString(), StringComparison.Ordinal);

    private static void Refused(string name, Func<LearningRateSchedule> create) => Assert.Throws<ArgumentOutOfRangeException>(name, create);
}
