using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Weights;

/// <summary>Weights stay with their rows.</summary>
public sealed class WeightedDatasetTests
{
    [Fact]
    public void ShufflesSplitsSlicesAndScales_KeepTheWeightsOfTheirRows()
    {
        Dataset data = Numbered(40);
        (Dataset train, Dataset test) = data.Split(0.7, seed: 3);
        (Dataset stratified, Dataset rest) = data.SplitStratified(0.5, seed: 4);
        Dataset[] all =
        [
            data, train, test, stratified, rest, data.Shuffle(1), data.Take(7), data.Slice(5, 9), data.Select([3, 3, 1]), data.Map(_ => { }),
            data.WithOneHotTargets(), data.WithOneHotTargets().WithClassNames("a", "b"), data.WithBinaryTargets(), data.WithFeatureNames("x"),
        ];
        Assert.All(all, set => Assert.Equal(set.Features.ToArray().Select(x => x + 1f), set.SampleWeights.ToArray()));
        Assert.Equal(Enumerable.Range(1, 40).Select(i => i * 1f), data.Scale(2f).SampleWeights.ToArray());
        Assert.False(data.WithSampleWeights([]).HasSampleWeights);
        Assert.False(Numbered(3).WithSampleWeights(default).WithOneHotTargets().HasSampleWeights);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5ul)]
    public void Batches_HaveTheWeightsOfTheirRows(ulong? seed)
    {
        int batches = 0;
        foreach (Batch batch in Numbered(40).Batches(7, seed, epoch: 2))
        {
            Assert.Equal(batch.Features.ToArray().Select(x => x + 1f), batch.SampleWeights.ToArray());
            batches++;
        }

        foreach (Batch batch in Numbered(40).WithSampleWeights(default).Batches(7, seed))
        {
            Assert.True(batch.SampleWeights.IsEmpty);
        }

        Assert.Equal(6, batches);
    }

    // sklearn.utils.class_weight.compute_class_weight('balanced', ...)
    [Fact]
    public void BalancedWeights_AreThoseOfScikitLearn()
    {
        Dataset data = Dataset.FromLabels(new float[10], 1, [0, 0, 0, 0, 0, 0, 0, 1, 1, 2]);
        Assert.Equal([0.47619048f, 1.66666667f, 3.33333333f], data.BalancedClassWeights());
        Dataset balanced = data.WithClassWeights(data.BalancedClassWeights());
        Assert.All(Enumerable.Range(0, 3), c => Assert.Equal(10 / 3f, Enumerable.Range(0, 10).Where(row => data.Labels[row] == c).Sum(row => balanced.SampleWeights[row]), 1e-6f));
        Assert.Equal([1f, 0f, 1f], Dataset.FromLabels(new float[2], 1, [0, 2]).BalancedClassWeights());
    }

    [Fact]
    public void WeightsOfClasses_MultiplyThoseOfRows()
    {
        Dataset data = Numbered(4).WithClassWeights([10f, 100f]);
        Assert.Equal([10f, 200f, 30f, 400f], data.SampleWeights.ToArray());
        Assert.Equal([100f, 20000f, 300f, 40000f], data.WithClassWeights([10f, 100f]).SampleWeights.ToArray());
    }

    [Fact]
    public void TheGivenWeights_AreCopied()
    {
        float[] weights = [1f, 2f];
        Dataset data = Dataset.FromLabels(new float[2], 1, [0, 1]).WithSampleWeights(weights);
        weights[0] = 9f;
        Assert.Equal([1f, 2f], data.SampleWeights.ToArray());
    }

    [Fact]
    public void WrongWeights_AreRefused()
    {
        Dataset data = Numbered(4);
        foreach ((float[] weights, string message) in new (float[], string)[]
        {
            ([1f], "4 rows; 1 weights"),
            ([1f, 1f, -1f, 1f], "Weight 2 is -1"),
            ([1f, 1f, 1f, float.NaN], "Weight 3 is NaN"),
            ([0f, 0f, 0f, 0f], "All weights are 0"),
        })
        {
            Assert.Contains(message, Assert.Throws<ArgumentException>("weights", () => data.WithSampleWeights(weights)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>("classWeights", () => data.WithClassWeights([1f]));
        Assert.Throws<ArgumentException>("classWeights", () => data.WithClassWeights([1f, float.PositiveInfinity]));
        Assert.Throws<ArgumentException>("classWeights", () => data.Select([0]).WithClassWeights([0f, 1f]));
        Assert.Throws<InvalidOperationException>(() => data.WithOneHotTargets().WithClassWeights([1f, 1f]));
        Assert.Throws<InvalidOperationException>(() => data.WithOneHotTargets().BalancedClassWeights());
    }

    /// <summary>Row i has the feature i, the label i % 2 and the weight i + 1.</summary>
    private static Dataset Numbered(int rows)
    {
        IEnumerable<int> numbers = Enumerable.Range(0, rows);
        return Dataset.FromLabels([.. numbers.Select(i => (float)i)], 1, [.. numbers.Select(i => i % 2)], 2)
            .WithSampleWeights([.. numbers.Select(i => i + 1f)]);
    }
}
