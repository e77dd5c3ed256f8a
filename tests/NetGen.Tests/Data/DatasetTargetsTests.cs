using System;
using Xunit;

namespace NetGen.Tests.Data;

public class DatasetTargetsTests
{
    private static readonly Dataset s_labelled = Dataset.FromLabels([1, 2, 3], 1, [2, 0, 2], 3)
        .WithFeatureNames("x").WithClassNames("a", "b", "c");

    [Fact]
    public void OneHotAndBack_GivesTheSameLabels()
    {
        Dataset oneHot = s_labelled.WithOneHotTargets();
        Assert.Equal([0f, 0, 1, 1, 0, 0, 0, 0, 1], oneHot.Targets.ToArray());
        Dataset back = oneHot.WithLabels();
        Assert.Equal(s_labelled.Labels.ToArray(), back.Labels.ToArray());
        Assert.Equal(3, back.ClassCount);
        Assert.Equal(["a", "b", "c"], back.ClassNames);
        Assert.Equal(["x"], back.FeatureNames);
    }

    [Fact]
    public void OneHotTargets_CanBeLongerThanTheClassCount()
    {
        Dataset data = s_labelled.WithOneHotTargets(4);
        Assert.Equal([0f, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0], data.Targets.ToArray());
        Assert.Null(data.ClassNames);
        Assert.Throws<ArgumentOutOfRangeException>("length", () => s_labelled.WithOneHotTargets(2));
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
        Assert.Throws<InvalidOperationException>(s_labelled.WithBinaryTargets);
    }

    [Fact]
    public void CountClasses_CountsEmptyClassesToo() => Assert.Equal([1, 0, 2], s_labelled.CountClasses());

    [Fact]
    public void NamesStayWithEveryDerivedDataset()
    {
        foreach (Dataset data in new[] { s_labelled.Take(2), s_labelled.Shuffle(1), s_labelled.Split(0.5, 1).Test, s_labelled.Scale(2), s_labelled.WithOneHotTargets() })
        {
            Assert.Equal(["x"], data.FeatureNames);
            Assert.Equal(["a", "b", "c"], data.ClassNames);
        }
    }

    [Fact]
    public void TheWrongNumberOfNames_IsRefused()
    {
        Assert.Contains("1 features; 2 names", Assert.Throws<ArgumentException>("names", () => s_labelled.WithFeatureNames("x", "y")).Message, StringComparison.Ordinal);
        Assert.Contains("3 classes; 1 names", Assert.Throws<ArgumentException>("names", () => s_labelled.WithClassNames("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ScaleAndMap_ChangeTheCopyOnly()
    {
        Assert.Equal([0.5f, 1, 1.5f], s_labelled.Scale(0.5f).Features.ToArray());
        Assert.Equal([1f, 4, 9], s_labelled.Map(row => row[0] *= row[0]).Features.ToArray());
        Assert.Equal([1f, 2, 3], s_labelled.Features.ToArray());
        Assert.Equal([2, 0, 2], s_labelled.Scale(0.5f).Labels.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => s_labelled.Scale(float.NaN));
    }
}
