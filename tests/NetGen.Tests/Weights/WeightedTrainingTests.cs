using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Tests.Networks;
using NetGen.Tests.Serialization;
using NetGen.Tests.Training;
using Xunit;

namespace NetGen.Tests.Weights;

/// <summary>Weights in the trainer, on several threads, and in evaluation.</summary>
[Trait("Category", "Functional")]
public sealed class WeightedTrainingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_IsTheLoopOfOnesOwn_BitForBit(bool hasTargets)
    {
        WeightedWideNet fitted = new(3);
        WeightedWideNet looped = new(3);
        Dataset data = hasTargets ? Data(fitted, 100).WithOneHotTargets() : Data(fitted, 100);
        TrainingResult result = Trainer.Fit(fitted, data, new Adam(), new TrainingOptions { Epochs = 2, BatchSize = 32, Seed = 8 });
        Adam adam = new();
        float[] gradients = new float[looped.ParameterStorage];
        double loss = 0, weights = 0;
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            (loss, weights) = (0, 0);
            foreach (Batch batch in data.Batches(32, seed: 8, epoch))
            {
                double weight = batch.SampleWeights.ToArray().Sum(w => (double)w);
                loss += weight * (hasTargets
                    ? looped.Backward(batch.Features, batch.Targets, batch.SampleWeights, gradients)
                    : looped.Backward(batch.Features, batch.Labels, batch.SampleWeights, gradients));
                weights += weight;
                looped.Update(adam, gradients);
            }
        }

        Assert.Equal(looped.Parameters.ToArray(), fitted.Parameters.ToArray());
        Assert.Equal((float)(loss / weights), result.Last!.Value.TrainingLoss);
    }

    [Fact]
    public void ClassWeights_AreThoseOfTheRowsOfTheClass()
    {
        WeightedWideNet network = new(3);
        Dataset data = Data(network, 100).WithSampleWeights(default);
        float[] classes = data.BalancedClassWeights();
        Assert.Equal(
            Train(data.WithClassWeights(classes), new TrainingOptions { Epochs = 3 }),
            Train(data, new TrainingOptions { Epochs = 3, ClassWeights = classes }));
        Assert.NotEqual(Train(data, new TrainingOptions { Epochs = 3 }), Train(data, new TrainingOptions { Epochs = 3, ClassWeights = classes }));
    }

    [Fact]
    public void BalancedWeights_FindARareClassThatEqualOnesLeaveOut()
    {
        // 950 rows of class 0 around 0 and 50 of class 1 around 1.5: a row must pay 19 times as much before the boundary moves.
        Xoshiro256 random = new(4);
        float[] features = new float[1000];
        int[] labels = new int[1000];
        for (int row = 0; row < features.Length; row++)
        {
            labels[row] = row < 950 ? 0 : 1;
            features[row] = (float)random.NextNormal() + (1.5f * labels[row]);
        }

        Dataset data = Dataset.Wrap(features, 1, labels, 2);
        double plain = Recall(null);
        double balanced = Recall(data.BalancedClassWeights());
        Assert.InRange(plain, 0, 0.3);
        Assert.InRange(balanced, 0.65, 1);

        double Recall(float[]? classWeights)
        {
            WeightedLogisticNet network = new();
            Trainer.Fit(network, data, new Adam(0.05f), new TrainingOptions { Epochs = 40, BatchSize = 100, ClassWeights = classWeights });
            return Evaluator.Measure(network, data, Metric.Recall);
        }
    }

    [Theory]
    [InlineData(64, 2)]
    [InlineData(333, 5)]
    public void Shards_CountByTheWeightsOfTheirRows(int rows, int shards)
    {
        WeightedDropNet network = new(3) { DropoutSeed = 21 };
        TestBatch batch = new(network, rows);

        // The first shard has no weight at all.
        float[] weights = [.. Enumerable.Range(0, rows).Select(row => row < 32 ? 0f : row % 5)];
        float[] expected = new float[network.ParameterStorage];
        float loss = network.Backward(batch.Inputs, batch.Labels, weights, expected);
        float[] before = network.Parameters.ToArray();
        TrainingOptions options = new() { Epochs = 1, BatchSize = TrainingOptions.FullBatch, Threads = 2, Shards = shards, Seed = 21 };
        Dataset data = Dataset.Wrap(batch.Inputs, WeightedDropNet.InputSize, batch.Labels, WeightedDropNet.OutputSize).WithSampleWeights(weights);
        TrainingResult result = Trainer.Fit(network, data, new PlainDescent(1f), options);
        Assert.Equal(loss, result.Last!.Value.TrainingLoss, 2e-6f);
        float largest = expected.Max(MathF.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            // The subtraction rounds to an ulp of the parameter, at most 2^-23 of its size.
            float tolerance = (2e-6f * largest) + (2.4e-7f * (MathF.Abs(before[i]) + MathF.Abs(expected[i])));
            Assert.Equal(expected[i], before[i] - network.Parameters[i], tolerance);
        }
    }

    [Fact]
    public void BatchesWithoutWeight_TakeNoStep()
    {
        WeightedWideNet network = new(3);
        Dataset data = Data(network, 64).WithSampleWeights([.. Enumerable.Range(0, 64).Select(row => row is >= 16 and < 32 ? 1f : 0f)]);
        TrainingResult result = Trainer.Fit(network, data, new Adam(), new TrainingOptions { Epochs = 2, BatchSize = 16, Shuffle = false });
        Assert.Equal([1L, 2L], result.History.Select(report => report.Steps));
        WeightedWideNet other = new(3);
        Trainer.Fit(other, data.Slice(16, 16), new Adam(), new TrainingOptions { Epochs = 2, BatchSize = 16, Shuffle = false });
        Assert.Equal(other.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void AnEpochWithoutAStep_HasNoLossAndIsNotTheBest()
    {
        // Rows 0 and 1 weigh nothing, and the row that does is left out with the last batch.
        WeightedWideNet network = new(3);
        float[] before = network.Parameters.ToArray();
        TrainingResult result = Trainer.Fit(network, Data(network, 3).WithSampleWeights([0f, 0f, 1f]), new Adam(), new TrainingOptions
        {
            Epochs = 2,
            BatchSize = 2,
            Shuffle = false,
            DropLastBatch = true,
            Monitor = TrainingMetric.TrainingLoss,
            StopRules = [StopRule.WhenGradientNormBelow(1f)],
        });
        Assert.Equal([0L, 0L], result.History.Select(report => report.Steps));
        Assert.All(result.History, report => Assert.Equal((float.NaN, float.NaN), (report.TrainingLoss, report.GradientNorm)));
        Assert.Equal(0, result.BestEpoch);
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void Evaluation_WeighsTheLossAndNotTheAccuracy()
    {
        WeightedWideNet network = new(3);
        Dataset data = Data(network, 700);
        Evaluation weighted = Evaluator.Evaluate(network, data);
        Evaluation plain = Evaluator.Evaluate(network, data.WithSampleWeights(default));
        Assert.Equal(network.ComputeLoss(data.Features, data.Labels, data.SampleWeights), weighted.Loss, 1e-6f);
        Assert.Equal(network.ComputeLoss(data.Features, data.Labels), plain.Loss, 1e-6f);
        Assert.NotEqual(plain.Loss, weighted.Loss, 1e-4f);
        Assert.Equal(plain.Accuracy, weighted.Accuracy);
        Assert.Equal(weighted.Loss, Evaluator.Measure(network, data, Metric.Loss), 1e-6);
        Assert.Equal(0, Allocation.Of(() => Evaluator.Evaluate(network, data)));
    }

    [Fact]
    public void ANetworkThatTakesNoWeights_IsToldWhatToDeclare()
    {
        Dataset data = Training.Samples.Clusters().WithClassWeights([1f, 2f, 3f]);
        ClusterNet network = new();
        foreach (Action call in new Action[]
        {
            () => Trainer.Fit(network, data),
            () => Trainer.Fit(network, Training.Samples.Clusters(), new TrainingOptions { ClassWeights = [1f, 2f, 3f] }),
            () => Trainer.Fit(network, Training.Samples.Clusters(), new TrainingOptions { Validation = data }),
            () => Evaluator.Evaluate(network, data),
            () => Evaluator.Measure(network, data, Metric.Loss),
        })
        {
            Assert.Contains("[Network(..., SampleWeights = true)]", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
        }

        // What needs no loss needs no weights.
        Assert.Equal(Evaluator.Measure(network, Training.Samples.Clusters(), Metric.Accuracy), Evaluator.Measure(network, data, Metric.Accuracy));
        Assert.Equal(90, ConfusionMatrix.Of(network, data).Total);
    }

    [Fact]
    public void WrongClassWeights_AreRefused()
    {
        WeightedWideNet network = new();
        Dataset data = Data(network, 20);
        Assert.Contains("4 classes; 3 weights", Refused(data, [1f, 1f, 1f]), StringComparison.Ordinal);
        Assert.Contains("Weight 1 is -1", Refused(data, [1f, -1f, 1f, 1f]), StringComparison.Ordinal);
        Assert.Contains("targets and no labels", Refused(data.WithOneHotTargets(), [1f, 1f, 1f, 1f]), StringComparison.Ordinal);

        string Refused(Dataset train, float[] weights) =>
            Assert.Throws<ArgumentException>("options", () => Trainer.Fit(network, train, new TrainingOptions { ClassWeights = weights })).Message;
    }

    [Fact]
    public void ACheckpoint_IsOfOneSetOfWeights()
    {
        using TemporaryFolder folder = new();
        Dataset data = Data(new WeightedWideNet(), 100).WithSampleWeights(default);
        string whole = Train(data, Options(4, [1f, 2f, 3f, 4f], null));
        Train(data, Options(2, [1f, 2f, 3f, 4f], new Checkpoint(folder["run"])));
        Assert.Throws<InvalidDataException>(() => Train(data, Options(4, [1f, 2f, 3f, 5f], new Checkpoint(folder["run"]) { Resume = true })));
        Assert.Equal(whole, Train(data, Options(4, [1f, 2f, 3f, 4f], new Checkpoint(folder["run"]) { Resume = true })));

        static TrainingOptions Options(int epochs, IReadOnlyList<float> weights, Checkpoint? checkpoint) =>
            new() { Epochs = epochs, ClassWeights = weights, Checkpoint = checkpoint };
    }

    [Fact]
    public void Batches_AllocateNothing()
    {
        WeightedDropNet network = new(3);
        Assert.Equal(0, Allocation.OfBatches(network, Data(network, 320), rows => new TrainingOptions { Epochs = 1, BatchSize = rows }));
    }

    private static string Train(Dataset data, TrainingOptions options)
    {
        WeightedWideNet network = new(3);
        Trainer.Fit(network, data, new Adam(), options);
        return TestBatch.Hash(network.Parameters);
    }

    private static Dataset Data(INetwork network, int rows)
    {
        TestBatch batch = new(network, rows);
        return Dataset.Wrap(batch.Inputs, network.InputSize, batch.Labels, network.OutputSize)
            .WithSampleWeights([.. Enumerable.Range(0, rows).Select(row => 0.25f + (row % 7))]);
    }
}
