using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Data;

public class DatasetSplitTests
{
    [Theory]
    [InlineData(2, 0.5, 1)]
    [InlineData(10, 0.8, 8)]
    [InlineData(10, 0.01, 1)]
    [InlineData(10, 0.999, 9)]
    [InlineData(150, 0.8, 120)]
    [InlineData(151, 0.5, 76)]
    public void Split_PutsEveryRowOnOneSide(int rows, double fraction, int expectedTrain)
    {
        (Dataset train, Dataset test) = Numbered(rows, 3).Split(fraction, seed: 5);
        Assert.Equal(expectedTrain, train.Rows);
        Assert.Equal(Enumerable.Range(0, rows), Ids(train).Concat(Ids(test)).Order());
    }

    [Fact]
    public void AFloatFraction_MeansTheSameAsTheDecimal()
    {
        Assert.Equal(120, Numbered(150, 3).Split(0.8f, 1).Train.Rows);
        Assert.Equal([40, 40, 40], Numbered(150, 3).SplitStratified(0.8f, 1).Train.CountClasses());
    }

    [Fact]
    public void RowsKeepTheirLabels()
    {
        (Dataset train, Dataset test) = Numbered(100, 4).Split(0.7, seed: 3);
        foreach (Dataset part in new[] { train, test, Numbered(100, 4).Shuffle(9) })
        {
            Assert.Equal(Ids(part).Select(id => id % 4), part.Labels.ToArray());
        }
    }

    [Fact]
    public void TheSeedDecidesTheSplit()
    {
        Dataset data = Numbered(100, 4);
        Assert.Equal(Ids(data.Split(0.5, 1).Train), Ids(data.Split(0.5, 1).Train));
        Assert.NotEqual(Ids(data.Split(0.5, 1).Train), Ids(data.Split(0.5, 2).Train));
        Assert.Equal(Ids(data.SplitStratified(0.5, 1).Train), Ids(data.SplitStratified(0.5, 1).Train));
        Assert.NotEqual(Ids(data.SplitStratified(0.5, 1).Train), Ids(data.SplitStratified(0.5, 2).Train));
    }

    [Fact]
    public void AStratifiedSplit_KeepsProportionsWithinOneRowPerClass()
    {
        System.Random random = new(20240501);
        for (int round = 0; round < 300; round++)
        {
            int classes = random.Next(1, 8);
            int[] labels = [.. Enumerable.Range(0, random.Next(2, 200)).Select(_ => random.Next(classes))];
            double fraction = round % 10 == 0 ? Math.BitDecrement(1.0) : random.NextDouble();
            if (fraction == 0)
            {
                continue;
            }

            Dataset data = Dataset.Wrap(Enumerable.Range(0, labels.Length).Select(i => (float)i).ToArray(), 1, labels, classes);
            (Dataset train, Dataset test) = data.SplitStratified(fraction, (ulong)round);

            Assert.Equal(data.Split(fraction, 0).Train.Rows, train.Rows);
            Assert.Equal(Enumerable.Range(0, labels.Length), Ids(train).Concat(Ids(test)).Order());
            int[] all = data.CountClasses();
            int[] trained = train.CountClasses();
            for (int c = 0; c < classes; c++)
            {
                Assert.True(Math.Abs(trained[c] - (fraction * all[c])) < 1.0, $"round {round}: class {c} has {trained[c]} of {all[c]} for {fraction}");
            }
        }
    }

    [Fact]
    public void AStratifiedSplit_IsShuffled()
    {
        int[] train = Ids(Numbered(300, 3).SplitStratified(0.8, 1).Train);
        Assert.NotEqual(train.Order(), train);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void AFractionOutOfRange_IsRefused(double fraction)
    {
        Assert.Throws<ArgumentOutOfRangeException>("trainFraction", () => Numbered(10, 2).Split(fraction, 1));
        Assert.Throws<ArgumentOutOfRangeException>("trainFraction", () => Numbered(10, 2).SplitStratified(fraction, 1));
    }

    [Fact]
    public void OneRow_CannotBeSplit() => Assert.Throws<InvalidOperationException>(() => Numbered(1, 1).Split(0.5, 1));

    [Fact]
    public void StratifyingTargets_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => Numbered(10, 2).WithOneHotTargets().SplitStratified(0.5, 1));

    [Fact]
    public void Shuffle_GivesEveryOrderOfThreeRowsEquallyOften()
    {
        Dictionary<string, int> seen = [];
        Dataset data = Numbered(3, 1);
        for (ulong seed = 0; seed < 6000; seed++)
        {
            string order = string.Concat(Ids(data.Shuffle(seed)));
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }

        // 1000 expected, standard deviation 29.
        Assert.Equal(6, seen.Count);
        Assert.All(seen.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void SliceAndTake_AreViewsOfTheSameRows()
    {
        Dataset data = Numbered(10, 2);
        Assert.Equal([3, 4, 5], Ids(data.Slice(3, 3)));
        Assert.Equal([1, 0, 1], data.Slice(3, 3).Labels.ToArray());
        Assert.Equal([0, 1], Ids(data.Take(2)));
        Assert.Equal([4, 5], Ids(data.Slice(3, 3).Slice(1, 2)));
        Assert.True(data.Slice(3, 3).Features.Overlaps(data.Features));
        Dataset vectors = data.WithOneHotTargets().Slice(9, 1);
        Assert.Equal([0f, 1f], vectors.Targets.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("count", () => data.Slice(3, 8));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => data.Take(0));
        Assert.Throws<ArgumentOutOfRangeException>("start", () => data.Slice(10, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(17)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(100)]
    public void Select_CopiesWholeRowsAtEveryWidth(int width)
    {
        float[] features = [.. Enumerable.Range(0, 6 * width).Select(i => (float)i)];
        float[] targets = [.. features.Select(value => -value)];
        Dataset chosen = Dataset.Wrap(features, width, targets, width).Select([5, 0, 5, 3]);
        float[] expected = [.. new[] { 5, 0, 5, 3 }.SelectMany(row => features.Skip(row * width).Take(width))];
        Assert.Equal(expected, chosen.Features.ToArray());
        Assert.Equal(expected.Select(value => -value), chosen.Targets.ToArray());
    }

    [Fact]
    public void SelectingNoRowOrAMissingOne_IsRefused()
    {
        Assert.Throws<ArgumentException>("rows", () => Numbered(3, 1).Select([]));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => Numbered(3, 1).Select([0, 3]));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => Numbered(3, 1).Select([-1]));
    }

    private static Dataset Numbered(int rows, int classes) => Dataset.Wrap(
        Enumerable.Range(0, rows).Select(i => (float)i).ToArray(), 1, Enumerable.Range(0, rows).Select(i => i % classes).ToArray(), classes);

    private static int[] Ids(Dataset data) => [.. data.Features.ToArray().Select(value => (int)value)];
}
