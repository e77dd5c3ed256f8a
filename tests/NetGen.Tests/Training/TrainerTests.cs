using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Training;

[Trait("Category", "Functional")]
public class TrainerTests
{
    [Fact]
    public void LinearRegression_FindsThePlane()
    {
        LinearNetwork network = new(2, 1);
        TrainingResult result = Trainer.Fit(network, Samples.Plane(), new PlainDescent(0.2f), new TrainingOptions { Epochs = 100, BatchSize = 8 });
        Assert.Equal([2f, -3f, 1f], network.Parameters[..3].ToArray(), (a, b) => MathF.Abs(a - b) < 1e-4f);
        Assert.Equal((StopReason.Completed, 100), (result.StopReason, result.History.Count));
        Assert.Equal("100 epochs done.", result.Message);
        Assert.False(result.RestoredBest);
        Assert.Equal(result.History[^1], result.Last);
        Assert.All(result.History, report => Assert.Null(report.ValidationLoss ?? report.ValidationAccuracy ?? report.TrainingAccuracy));
    }

    [Fact]
    public void SoftmaxRegression_SeparatesTheClusters()
    {
        SoftmaxNetwork network = new(2, 3);
        TrainingResult result = Trainer.Fit(
            network,
            Samples.Clusters(),
            new PlainDescent(0.5f),
            new TrainingOptions { Epochs = 30, MeasureTrainingAccuracy = true, Validation = Samples.Clusters(30) });
        Assert.Equal(1f, result.Last!.Value.TrainingAccuracy);
        Assert.Equal(1f, result.Last!.Value.ValidationAccuracy);
        Assert.InRange(result.Last!.Value.ValidationLoss!.Value, 0f, 0.05f);
    }

    [Fact]
    public void TwoClasses_TrainANetworkWithOneOutput()
    {
        Dataset data = Dataset.FromLabels([-2, -1, 1, 2], 1, [0, 0, 1, 1]);
        LinearNetwork network = new(1, 1, Loss.BinaryCrossEntropy);
        TrainingResult result = Trainer.Fit(network, data, new PlainDescent(1f), new TrainingOptions { Epochs = 20, BatchSize = 2, MeasureTrainingAccuracy = true });
        Assert.Equal(1f, result.Last!.Value.TrainingAccuracy);
        Assert.True(network.Parameters[0] > 1f);
    }

    [Fact]
    public void Labels_TrainAnyOtherNetworkAsOneHotVectors()
    {
        LinearNetwork byLabels = new(2, 3);
        LinearNetwork byVectors = new(2, 3);
        TrainingOptions options = new() { Epochs = 5, MeasureTrainingAccuracy = true };
        TrainingResult result = Trainer.Fit(byLabels, Samples.Clusters(), new PlainDescent(0.1f), options);
        Trainer.Fit(byVectors, Samples.Clusters().WithOneHotTargets(), new PlainDescent(0.1f), options);
        Assert.Equal(byVectors.Parameters.ToArray(), byLabels.Parameters.ToArray());
        Assert.Equal(1f, result.Last!.Value.TrainingAccuracy);
    }

    [Fact]
    public void AClassifier_TakesTargetVectorsToo()
    {
        SoftmaxNetwork byLabels = new(2, 3);
        SoftmaxNetwork byVectors = new(2, 3);
        TrainingResult first = Trainer.Fit(byLabels, Samples.Clusters(), new PlainDescent(0.1f), new TrainingOptions { MeasureTrainingAccuracy = true });
        TrainingResult second = Trainer.Fit(byVectors, Samples.Clusters().WithOneHotTargets(), new PlainDescent(0.1f), new TrainingOptions { MeasureTrainingAccuracy = true });
        Assert.Equal(byLabels.Parameters.ToArray(), byVectors.Parameters.ToArray());
        Assert.Equal(first.Last!.Value.TrainingAccuracy, second.Last!.Value.TrainingAccuracy);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameHistoryAndParameters()
    {
        (float[] parameters, EpochReport[] history) = Train(seed: 7);
        (float[] again, EpochReport[] historyAgain) = Train(seed: 7);
        Assert.Equal(parameters, again);
        Assert.Equal(history, historyAgain);
        Assert.NotEqual(parameters, Train(seed: 8).Parameters);

        static (float[] Parameters, EpochReport[] History) Train(ulong seed)
        {
            SoftmaxNetwork network = new(2, 3);
            TrainingResult result = Trainer.Fit(
                network, Samples.Clusters(), new PlainDescent(0.1f), new TrainingOptions { Seed = seed, Epochs = 4, Validation = Samples.Clusters(12) });
            return (network.Parameters.ToArray(), [.. result.History.Select(report => report with { Elapsed = default })]);
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Fit_IsTheSameAsALoopOfYourOwn(bool shuffle, bool dropLast)
    {
        Dataset train = Samples.Clusters(50);
        SoftmaxNetwork fitted = new(2, 3);
        TrainingResult result = Trainer.Fit(
            fitted,
            train,
            new PlainDescent(0.1f),
            new TrainingOptions { Epochs = 3, BatchSize = 8, Seed = 4, Shuffle = shuffle, DropLastBatch = dropLast });

        SoftmaxNetwork network = new(2, 3);
        PlainDescent optimizer = new(0.1f);
        float[] gradients = new float[network.ParameterStorage];
        List<float> losses = [];
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            double sum = 0;
            int rows = 0;
            foreach (Batch batch in train.Batches(8, shuffle ? 4 : null, epoch, dropLast))
            {
                float loss = network.Backward(batch.Features, batch.Labels, gradients);
                network.Update(optimizer, gradients);
                sum += loss * (double)batch.Rows;
                rows += batch.Rows;
            }

            Assert.Equal(dropLast ? 48 : 50, rows);
            losses.Add((float)(sum / rows));
        }

        Assert.Equal(network.Parameters.ToArray(), fitted.Parameters.ToArray());
        Assert.Equal(losses, result.History.Select(report => report.TrainingLoss));
    }

    [Fact]
    public void ABatch_AllocatesNothing()
    {
        Dataset data = Samples.Clusters(320);
        Fit(data, epochs: 2);
        long few = Fit(data, epochs: 2);
        long many = Fit(data, epochs: 18);

        // 16 more epochs of 40 batches each: only the history may grow. Less than before is what the runtime has put on the stack meanwhile.
        Assert.True(many - few <= 32 * 2 * System.Runtime.CompilerServices.Unsafe.SizeOf<EpochReport>(), $"{many - few} bytes");

        static long Fit(Dataset data, int epochs)
        {
            SoftmaxNetwork network = new(2, 3);
            TrainingOptions options = new() { Epochs = epochs, BatchSize = 8, Validation = data, MeasureTrainingAccuracy = true };
            long before = GC.GetAllocatedBytesForCurrentThread();
            Trainer.Fit(network, data, new PlainDescent(0.01f), options);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Progress_HearsOfEachEpochInOrder()
    {
        List<EpochReport> reports = [];
        TrainingResult result = Trainer.Fit(
            new LinearNetwork(2, 1), Samples.Plane(), new PlainDescent(0.1f), new TrainingOptions { Epochs = 4, Progress = new Report(reports.Add) });
        Assert.Equal(result.History, reports);
        Assert.Equal([1, 2, 3, 4], reports.Select(report => report.Epoch));
        Assert.All(reports, report => Assert.Equal((4, 0.1f), (report.Epochs, report.LearningRate)));
        Assert.Equal(reports.Select(report => report.Elapsed).Order(), reports.Select(report => report.Elapsed));
    }

    [Fact]
    public void TheOptimizerOfTheOptions_TrainsTheSame()
    {
        LinearNetwork direct = new(2, 1);
        LinearNetwork byOptions = new(2, 1);
        Trainer.Fit(direct, Samples.Plane(), new PlainDescent(0.1f), new TrainingOptions { Epochs = 3 });
        Trainer.Fit(byOptions, Samples.Plane(), new TrainingOptions { Epochs = 3, Optimizer = new PlainDescent(0.1f) });
        Assert.Equal(direct.Parameters.ToArray(), byOptions.Parameters.ToArray());
        Assert.Throws<ArgumentException>(
            "options", () => Trainer.Fit(direct, Samples.Plane(), new PlainDescent(0.1f), new TrainingOptions { Optimizer = new PlainDescent(0.2f) }));
    }

    [Fact]
    public void WithoutAnyOptimizer_AdamTrains()
    {
        LinearNetwork direct = new(2, 1);
        LinearNetwork byDefault = new(2, 1);
        Trainer.Fit(direct, Samples.Plane(), new Adam(), new TrainingOptions());
        Assert.Equal(10, Trainer.Fit(byDefault, Samples.Plane()).History.Count);
        Assert.Equal(direct.Parameters.ToArray(), byDefault.Parameters.ToArray());
        Assert.NotEqual(0f, byDefault.Parameters[0]);
    }

    [Fact]
    public void FullBatch_TakesOneStepAnEpoch()
    {
        LinearNetwork network = new(2, 1);
        Trainer.Fit(network, Samples.Plane(), new PlainDescent(0.1f), new TrainingOptions { Epochs = 5, BatchSize = TrainingOptions.FullBatch, DropLastBatch = true });
        Assert.Equal(5, network.BackwardCalls);
    }

    [Fact]
    public void ADatasetThatDoesNotFit_IsRefusedWithBothSizes()
    {
        Dataset clusters = Samples.Clusters();
        Refused("SoftmaxNetwork has 4 inputs; the training set has 2 features a row", new SoftmaxNetwork(4, 3), clusters);
        Refused("SoftmaxNetwork has 2 outputs; the training set has 3 classes", new SoftmaxNetwork(2, 2), clusters);
        Refused("LinearNetwork has 1 output, for 2 classes; the training set has 3 classes", new LinearNetwork(2, 1), clusters);
        Refused("LinearNetwork has 2 outputs; the training set has 3 classes", new LinearNetwork(2, 2), clusters);
        Refused("SoftmaxNetwork has 3 outputs; the training set has 1 target a row", new SoftmaxNetwork(2, 3), Samples.Plane());
        Refused(
            "SoftmaxNetwork has 2 inputs; the validation set has 1 feature a row",
            new SoftmaxNetwork(2, 3),
            clusters,
            new TrainingOptions { Validation = Dataset.FromLabels([1], 1, [0]) });
    }

    [Fact]
    public void OptionsOutOfRange_AreRefusedByName()
    {
        Refused("Epochs", new TrainingOptions { Epochs = 0 });
        Refused("BatchSize", new TrainingOptions { BatchSize = 0 });
        Refused("Patience", new TrainingOptions { Patience = 0 });
        Refused("MinimumImprovement", new TrainingOptions { MinimumImprovement = -1f });
        Refused("MinimumImprovement", new TrainingOptions { MinimumImprovement = float.NaN });
        Refused("needs a Validation set", new TrainingOptions { Monitor = TrainingMetric.ValidationLoss });
        Refused("needs a Validation set", new TrainingOptions { Monitor = TrainingMetric.ValidationAccuracy });
        Refused("no accuracy", new TrainingOptions { Monitor = TrainingMetric.ValidationAccuracy, Validation = Samples.Plane() });

        static void Refused(string message, TrainingOptions options) => TrainerTests.Refused(message, new LinearNetwork(2, 1), Samples.Plane(), options);
    }

    [Fact]
    public void AReport_ReadsWellInEveryCulture()
    {
        EpochReport report = new(3, 50, 0.12345f, null, 0.25f, 0.9501f, 0.1f, TimeSpan.Zero);
        Assert.Equal("epoch 3/50: loss 0.1235, validation loss 0.25, validation accuracy 95.0 %", report.ToString());
    }

    private static void Refused<TNetwork>(string message, TNetwork network, Dataset train, TrainingOptions? options = null)
        where TNetwork : LinearNetwork
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => Trainer.Fit(network, train, new PlainDescent(0.1f), options));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, network.BackwardCalls);
    }
}
