using System;
using System.IO;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Training;

/// <summary>The whole line on real data: file, split, scaling, training, evaluation.</summary>
[Trait("Category", "Functional")]
public class IrisTests
{
    [Fact]
    public void SoftmaxRegression_LearnsIris()
    {
        Dataset iris = CsvDataset.Load(Path.Combine(AppContext.BaseDirectory, "Files", "iris.csv"));
        float[] accuracies = [.. Enumerable.Range(0, 5).Select(seed =>
        {
            (Dataset train, Dataset test) = iris.SplitStratified(0.8, (ulong)seed);
            FeatureScaling scaling = FeatureScaling.Standardize(train);
            SoftmaxNetwork network = new(4, 3);
            TrainingResult result = Trainer.Fit(
                network, scaling.Apply(train), new Adam(0.02f), new TrainingOptions { Epochs = 100, BatchSize = 16, Seed = (ulong)seed });
            Assert.Equal(StopReason.Completed, result.StopReason);
            Assert.Equal([40, 40, 40], train.CountClasses());
            return Evaluator.Evaluate(network, scaling.Apply(test)).Accuracy!.Value;
        })];

        // Logistic regression is known to reach 0.95 to 0.97 on this data.
        Assert.InRange(accuracies.Average(), 0.93f, 1f);
    }
}
