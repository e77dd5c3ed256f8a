using Xunit;

namespace NetGen.Tests.Schedules;

/// <summary>A schedule's text has all of its settings: reports show it, and a checkpoint is refused where it differs.</summary>
public sealed class ScheduleTextTests
{
    public static TheoryData<LearningRateSchedule, string> Texts => new()
    {
        { new ConstantRate(), "ConstantRate" },
        { new InverseTimeDecay(0.5f), "InverseTimeDecay(0.5, per Epoch)" },
        { new ExponentialDecay(0.75f, ScheduleInterval.Step), "ExponentialDecay(0.75, per Step)" },
        { new SquareRootDecay(2f), "SquareRootDecay(2, per Epoch)" },
        { new StepDecay(0.5f, 3), "StepDecay(0.5 every 3 epochs)" },
        { new StepDecay(0.5f, [3, 7]), "StepDecay(0.5 at 3, 7)" },
        { new CosineDecay(4.5, 0.01f, ScheduleInterval.Step), "CosineDecay(4.5 epochs to 0.01, per Step)" },
        { new OneCycle(8) { RisingShare = 0.25f, StartDivisor = 4f, FinalDivisor = 50f }, "OneCycle(8 epochs, rising 0.25, divisors 4 and 50)" },
        {
            new ReduceOnPlateau(0.5f, 3) { MinimumRate = 0.125f, Cooldown = 2, MinimumImprovement = 0.25f },
            "ReduceOnPlateau(0.5 after 3 epochs, minimum 0.125, cooldown 2, improvement 0.25)"
        },
        { new ManualSchedule((_, rate) => rate), "ManualSchedule" },
        { new ConstantRate().Times(0.5f), "0.5 x ConstantRate" },
        { new ConstantRate().WithWarmup(1.5, 0.25f), "1.5 epochs of warm-up from 0.25, then ConstantRate" },
        { new ConstantRate().Then(2.5, new StepDecay(0.5f, 3)), "ConstantRate, after 2.5 epochs StepDecay(0.5 every 3 epochs)" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void TheText_HasEverySetting(LearningRateSchedule schedule, string text)
    {
        Assert.Equal(text, schedule.ToString());
        Assert.Equal(text, schedule.Fresh().ToString());
    }
}
