using System;
using System.IO;
using System.Linq;
using Digits;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Samples;

/// <summary>The digits sample's network and recipe on 1,797 handwritten digits.</summary>
public sealed class DigitsTests
{
    [Fact]
    public void MeanTestAccuracyOfFiveSplits_IsWhatTheSamplePromises()
    {
        Dataset digits = CsvDataset.Load(Path.Combine(AppContext.BaseDirectory, "Samples", "digits.csv")).Scale(1f / 16f);
        Assert.Equal((1797, 64, 10), (digits.Rows, digits.FeatureCount, digits.ClassCount));
        float[] accuracies = [.. Enumerable.Range(1, 5).Select(seed =>
        {
            (Dataset train, Dataset test) = digits.SplitStratified(0.8, (ulong)seed);
            return Evaluator.Evaluate(Recipe.Train(train, (ulong)seed), test).Accuracy!.Value;
        })];
        Assert.InRange(accuracies.Average(), 0.970f, 1f);
    }
}
