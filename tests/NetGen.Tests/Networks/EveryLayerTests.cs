using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Tests.BatchNorm;
using NetGen.Tests.Serialization;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Standardize, batch and layer normalization, dropout, skip connections, penalties, label smoothing and weights, all in one network.</summary>
[Trait("Category", "Functional")]
public sealed class EveryLayerTests
{
    public static TheoryData<string> Names => [.. EveryLayerNetworks.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AStepOfALoopOfOnesOwn_AllocatesNothing(string name)
    {
        IWeightedNetwork network = EveryLayerNetworks.All[name]();
        AveragedParameters average = new(network.Description, 0.99f);
        LearningRateSchedule schedule = new CosineDecay(9, 0f, ScheduleInterval.Step).WithWarmup(1);
        Adam adam = new(0.01f);
        float[] gradients = new float[network.ParameterStorage];
        foreach (int rows in new[] { 2, 33, 300 })
        {
            TestBatch batch = new(network, rows);
            float[] weights = [.. Enumerable.Range(1, rows)];
            float[] outputs = new float[batch.Targets.Length];
            Assert.Equal(0, Allocation.Of(() =>
            {
                network.Backward(batch.Inputs, batch.Targets, weights, gradients);
                GradientClipping.ByValue(gradients, 0.5f);
                GradientClipping.ByNorm(gradients, 1f);
                adam.LearningRate = schedule.RateAt(new ScheduleTime(2, 3, 9), 0.01f);
                network.Update(adam, gradients);
                average.Add(network.Parameters);
                network.ComputeLoss(batch.Inputs, batch.Targets, weights);
                network.Forward(batch.Inputs, outputs);
                network.Backward(batch.Inputs, batch.Targets, gradients);
            }));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ABatchOfTheTrainer_AllocatesNothing(string name) => Assert.Equal(0, Allocation.OfBatches(EveryLayerNetworks.All[name](), Data(name, 320), rows => new TrainingOptions
    {
        Epochs = 1,
        BatchSize = rows,
        Schedule = new CosineDecay(4, 0f, ScheduleInterval.Step).WithWarmup(1),
        AveragedWeights = 0.9f,
        ClipGradientValue = 0.1f,
        ClipGradientNorm = 0.1f,
        MeasureGradientNorm = true,
        StopRules = [StopRule.AfterTime(TimeSpan.FromHours(1)).Or(StopRule.AfterSteps(9999))],
    }));

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_IsTheLoopOfOnesOwn_BitForBit(string name)
    {
        Dataset train = Data(name, 200);
        LearningRateSchedule schedule = new CosineDecay(3, 1e-3f, ScheduleInterval.Step).WithWarmup(0.5);
        IWeightedNetwork fitted = EveryLayerNetworks.All[name]();
        Trainer.Fit(fitted, train, new Adam(0.02f), Options(3, null));

        IWeightedNetwork looped = EveryLayerNetworks.All[name]();
        var dropout = (IDropoutNetwork)looped;
        dropout.DropoutSeed = 5;
        looped.Standardize(train);
        Adam adam = new(0.02f);
        AveragedParameters average = new(looped.Description, 0.9f);
        float[] gradients = new float[looped.ParameterStorage];
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            BatchSequence batches = train.Batches(64, 5, epoch);
            foreach (Batch batch in batches)
            {
                looped.Backward(batch.Features, batch.Targets, batch.SampleWeights, gradients);
                GradientClipping.ByValue(gradients, 0.05f);
                GradientClipping.ByNorm(gradients, 0.2f);
                adam.LearningRate = schedule.RateAt(new ScheduleTime(epoch, batch.Index, batches.Count), 0.02f);
                looped.Update(adam, gradients);
                average.Add(looped.Parameters);
            }
        }

        average.CopyTo(looped.Parameters);
        Assert.Equal(looped.State(), fitted.State());
        Assert.NotEqual(EveryLayerNetworks.All[name]().State(), fitted.State());
        Assert.Equal(dropout.DropoutStep, ((IDropoutNetwork)fitted).DropoutStep);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TwoEpochsAndTwoResumed_AreFourEpochsBitForBit(string name)
    {
        using TemporaryFolder folder = new();
        Dataset train = Data(name, 200);
        IWeightedNetwork whole = EveryLayerNetworks.All[name](), resumed = EveryLayerNetworks.All[name]();
        TrainingResult expected = Trainer.Fit(whole, train, new Adam(0.02f), Options(4, null));
        Trainer.Fit(EveryLayerNetworks.All[name](), train, new Adam(0.02f), Options(2, new Checkpoint(folder["run"])));
        TrainingResult result = Trainer.Fit(resumed, train, new Adam(0.02f), Options(4, new Checkpoint(folder["run"]) { Resume = true }));
        Assert.Equal(whole.State(), resumed.State());
        Assert.Equal(expected.History.Select(Timeless), result.History.Select(Timeless));

        static EpochReport Timeless(EpochReport report) => report with { Elapsed = default };
    }

    /// <summary>Network, optimizer, averages and the step of the masks are the state: with them saved, a loop goes on as if it had never stopped.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ALoopOfOnesOwn_GoesOnFromWhatItSaved(string name)
    {
        Dataset train = Data(name, 200);
        IWeightedNetwork whole = EveryLayerNetworks.All[name](), first = EveryLayerNetworks.All[name](), second = EveryLayerNetworks.All[name]();
        whole.Standardize(train);
        first.Standardize(train);
        AveragedParameters wholeAverage = new(whole.Description, 0.9f), firstAverage = new(first.Description, 0.9f), secondAverage = new(second.Description, 0.9f);
        Loop(whole, new Adam(0.02f), wholeAverage, 1, 4);

        using MemoryStream networkFile = new(), optimizerFile = new();
        Adam adam = new(0.02f), resumed = new();
        Loop(first, adam, firstAverage, 1, 2);
        first.Save(networkFile);
        adam.Save(optimizerFile);
        networkFile.Position = optimizerFile.Position = 0;

        second.Load(networkFile);
        resumed.Load(optimizerFile, second.Description);
        secondAverage.Restore(firstAverage.Values, firstAverage.Count);
        ((IDropoutNetwork)second).DropoutStep = ((IDropoutNetwork)first).DropoutStep;
        Loop(second, resumed, secondAverage, 3, 4);
        Assert.Equal(whole.State(), second.State());
        Assert.Equal(wholeAverage.Values, secondAverage.Values);

        void Loop(IWeightedNetwork network, Adam optimizer, AveragedParameters average, int from, int to)
        {
            float[] gradients = new float[network.ParameterStorage];
            for (int epoch = from; epoch <= to; epoch++)
            {
                foreach (Batch batch in train.Batches(64, 5, epoch))
                {
                    network.Backward(batch.Features, batch.Targets, batch.SampleWeights, gradients);
                    network.Update(optimizer, gradients);
                    average.Add(network.Parameters);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SavedAndLoaded_ItGivesTheSameOutputsForRawInputs(string name)
    {
        Dataset train = Data(name, 100);
        IWeightedNetwork network = EveryLayerNetworks.All[name](), loaded = EveryLayerNetworks.All[name]();
        Trainer.Fit(network, train, new Adam(0.02f), Options(2, null));
        using MemoryStream file = new();
        network.Save(file);
        file.Position = 0;
        loaded.Load(file);
        float[] expected = new float[300], actual = new float[300];
        network.Forward(train.Features, expected);
        loaded.Forward(train.Features, actual);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGradient_IsTheSlopeOfTheLoss(string name)
    {
        IWeightedNetwork network = EveryLayerNetworks.All[name]();
        TestBatch batch = new(network, 24, seed: 5);
        network.Standardize(batch.Inputs);
        float[] before = network.State();
        GradientCheck.Run(network, batch.Inputs, batch.Targets, new GradientCheckOptions { ParametersPerTensor = 20 }).ThrowIfFailed();
        Assert.Equal(before, network.State());
    }

    private static TrainingOptions Options(int epochs, Checkpoint? checkpoint) => new()
    {
        Epochs = epochs,
        BatchSize = 64,
        Seed = 5,
        Schedule = new CosineDecay(3, 1e-3f, ScheduleInterval.Step).WithWarmup(0.5),
        AveragedWeights = 0.9f,
        ClipGradientValue = 0.05f,
        ClipGradientNorm = 0.2f,
        Checkpoint = checkpoint,
    };

    /// <summary>Features far from 0, targets of the loss, and a weight for each row.</summary>
    private static Dataset Data(string name, int rows)
    {
        INetwork network = EveryLayerNetworks.All[name]();
        TestBatch batch = new(network, rows);
        float[] features = [.. batch.Inputs.Select((x, i) => (i % 6 * 100f) + (x * (1 + (i % 6))))];
        return Dataset.Wrap(features, network.InputSize, batch.Targets, network.OutputSize)
            .WithSampleWeights([.. Enumerable.Range(0, rows).Select(row => 0.25f + (row % 7))]);
    }
}
