using System;
using System.Linq;
using NetGen.Tests.Networks;
using NetGen.Tests.Training;
using Xunit;

namespace NetGen.Tests.Schedules;

[Trait("Category", "Functional")]
public sealed class TrainerScheduleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fit_IsTheSameAsALoopOfYourOwn(int threads)
    {
        Dataset train = Training.Samples.Clusters(200);
        LearningRateSchedule schedule = new CosineDecay(3, 1e-4f, ScheduleInterval.Step).WithWarmup(0.5);
        ClusterNet fitted = new(1);
        Adam optimizer = new(0.05f);
        TrainingResult result = Trainer.Fit(fitted, train, optimizer, new TrainingOptions { Epochs = 3, BatchSize = 70, Schedule = schedule, Threads = threads });

        ClusterNet network = new(1);
        Adam adam = new(0.05f);
        float[] gradients = new float[network.ParameterStorage];
        using ShardedBackward<ClusterNet> sharded = new(network, gradients, threads, 1);
        float[] rates = new float[3];
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            BatchSequence batches = train.Batches(70, 0, epoch);
            foreach (Batch batch in batches)
            {
                sharded.Run(batch);
                adam.LearningRate = schedule.RateAt(new ScheduleTime(epoch, batch.Index, batches.Count), 0.05f);
                network.Update(adam, gradients);
            }

            rates[epoch - 1] = adam.LearningRate;
        }

        Assert.Equal(network.Parameters.ToArray(), fitted.Parameters.ToArray());
        Assert.Equal(rates, result.History.Select(report => report.LearningRate));
        Assert.Equal(0.05f, optimizer.LearningRate);
    }

    [Fact]
    public void AStructOptimizer_IsGivenTheRateToo()
    {
        LinearNetwork network = new(2, 1);
        Trainer.Fit(network, Training.Samples.Plane(), new PlainDescent(0.5f), new TrainingOptions { Schedule = new ConstantRate().Times(0f) });
        Assert.All(network.Parameters.ToArray(), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Plateau_IsFedWithTheMonitoredMetricAndBeginsAnew()
    {
        float[] losses = [5, 4, 4, 4, 3, 3];
        TrainingOptions options = new() { Epochs = 6, BatchSize = TrainingOptions.FullBatch, Schedule = new ReduceOnPlateau(0.5f, 2) };
        for (int run = 0; run < 2; run++)
        {
            LinearNetwork network = new(2, 1) { LossHook = (call, _) => losses[call - 1] };
            TrainingResult result = Trainer.Fit(network, Training.Samples.Plane(), new PlainDescent(0.1f), options);
            Assert.Equal([0.1f, 0.1f, 0.1f, 0.1f, 0.05f, 0.05f], result.History.Select(report => report.LearningRate));
        }
    }

    [Fact]
    public void AnExceptionOfTheSchedule_ComesOutAndTheBaseRateIsBack()
    {
        GradientDescent optimizer = new(0.1f);
        TrainingOptions options = new() { Schedule = new ManualSchedule((time, rate) => time.Epoch == 2 ? float.NaN : rate / 2) };
        Assert.Throws<InvalidOperationException>(() => Trainer.Fit(new LinearNetwork(2, 1), Training.Samples.Plane(), optimizer, options));
        Assert.Equal(0.1f, optimizer.LearningRate);
    }

    [Fact]
    public void ARate_AllocatesNothing()
    {
        LearningRateSchedule schedule = new OneCycle(3).Then(3, new StepDecay(0.5f, [1, 2])).Times(2f).WithWarmup(1);
        float sum = 0f;
        Assert.Equal(0, Allocation.Of(() => sum += schedule.RateAt(new ScheduleTime(6, 1, 3), 0.1f)));
        Assert.NotEqual(0f, sum);
    }
}
