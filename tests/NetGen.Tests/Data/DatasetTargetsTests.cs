using System;
using Xunit;

namespace NetGen.Tests.Data;

public class DatasetTargetsTests
{
    private static readonly Dataset Labelled = Dataset.FromLabels([1, 2, 3], 1, [2, 0, 2], 3)
        .WithFeatureNames("x").WithClassNames("a", "b", "c");

    [Fact]
    public void OneHotAndBack_GivesTheSameLabels()
    {
        Dataset oneHot = Labelled.WithOneHotTargets();
        Assert.Equal([0f, 0, 1, 1, 0, 0, 0, 0, 1], oneHot.Targets.ToArray());
        Dataset back = oneHot.WithLabels();
        Assert.Equal(Labelled.Labels.ToArray(), back.Labels.ToArray());
        Assert.Equal(3, back.ClassCount);
        Assert.Equal(["a", "b", "c"], back.ClassNames);
        Assert.Equal(["x"], back.FeatureNames);
    }

    [Fact]
    public void OneHotTargets_CanBeLongerThanTheClassCount()
    {
        Dataset data = Labelled.WithOneHotTargets(4);
        Assert.Equal([0f, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0], data.Targets.ToArray());
        Assert.Null(data.ClassNames);
        Assert.Throws<ArgumentOutOfRangeException>("length", () => Labelled.WithOneHotTargets(2));
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1f, 1f)]
    [InlineData(0.5f, 0.5f)]
    [InlineData(1f, float.NaN)]
    public void TargetsThatAreNotOneHot_AreRefusedWithTheirRow(float first, float second)
    {
        Dataset data = Dataset.FromTargets([1, 2], 1, [0, 1, first, second], 2);
        Assert.Contains("row 1", Assert.Throws<InvalidOperationException>(data.WithLabels).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BinaryTargets_AreZeroAndOne()
    {
        Assert.Equal([1f, 0], Dataset.FromLabels([5, 6], 1, [1, 0]).WithBinaryTargets().Targets.ToArray());
        Assert.Throws<InvalidOperationException>(Labelled.WithBinaryTargets);
    }

    [Fact]
    public void CountClasses_CountsEmptyClassesToo() => Assert.Equal([1, 0, 2], Labelled.CountClasses());

    [Fact]
    public void NamesStayWithEveryDerivedDataset()
    {
        foreach (Dataset data in new[] { Labelled.Take(2), Labelled.Shuffle(1), Labelled.Split(0.5, 1).Test, Labelled.Scale(2), Labelled.WithOneHotTargets() })
        {
            Assert.Equal(["x"], data.FeatureNames);
            Assert.Equal(["a", "b", "c"], data.ClassNames);
        }
    }

    [Fact]
    public void TheWrongNumberOfNames_IsRefused()
    {
        Assert.Contains("1 features; 2 names", Assert.Throws<ArgumentException>("names", () => Labelled.WithFeatureNames("x", "y")).Message, StringComparison.Ordinal);
        Assert.Contains("3 classes; 1 names", Assert.Throws<ArgumentException>("names", () => Labelled.WithClassNames("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ScaleAndMap_ChangeTheCopyOnly()
    {
        Assert.Equal([0.5f, 1, 1.5f], Labelled.Scale(0.5f).Features.ToArray());
        Assert.Equal([1f, 4, 9], Labelled.Map(row => row[0] *= row[0]).Features.ToArray());
        Assert.Equal([1f, 2, 3], Labelled.Features.ToArray());
        Assert.Equal([2, 0, 2], Labelled.Scale(0.5f).Labels.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => Labelled.Scale(float.NaN));
    }
}
