using System;
using System.Collections.Generic;
using Xunit;

namespace NetGen.Tests.Data;

public class DatasetFromTests
{
    private static readonly float[] Features = [1, 2, 3, 4, 5, 6];
    private static readonly int[] Labels = [0, 2, 1];
    private static readonly float[] Targets = [10, 20, 30];

    public static TheoryData<Dataset> Labelled =>
    [
        Dataset.FromLabels(Features, 2, Labels),
        Dataset.Wrap(Features, 2, Labels),
        Dataset.FromLabels([[1, 2], [3, 4], [5, 6]], Labels),
        Dataset.FromLabels(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, Labels),
        Dataset.FromLabels(LabelRows()),
    ];

    public static TheoryData<Dataset> WithVectors =>
    [
        Dataset.FromTargets(Features, 2, Targets, 1),
        Dataset.Wrap(Features, 2, Targets, 1),
        Dataset.FromTargets([[1, 2], [3, 4], [5, 6]], [[10], [20], [30]]),
        Dataset.FromTargets(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, new float[,] { { 10 }, { 20 }, { 30 } }),
        Dataset.FromTargets(TargetRows()),
    ];

    [Theory]
    [MemberData(nameof(Labelled), DisableDiscoveryEnumeration = true)]
    public void EveryWayToGiveLabels_GivesTheSameDataset(Dataset data)
    {
        Assert.True(data.HasLabels);
        Assert.Equal((3, 2, 3, 0), (data.Rows, data.FeatureCount, data.ClassCount, data.TargetCount));
        Assert.Equal(Features, data.Features.ToArray());
        Assert.Equal(Labels, data.Labels.ToArray());
        Assert.True(data.Targets.IsEmpty);
        (ReadOnlySpan<float> features, ReadOnlySpan<float> targets, int label) = data[1];
        Assert.Equal([3f, 4f], features.ToArray());
        Assert.True(targets.IsEmpty);
        Assert.Equal(2, label);
        Assert.Equal("3 rows, 2 features, 3 classes", data.ToString());
    }

    [Theory]
    [MemberData(nameof(WithVectors), DisableDiscoveryEnumeration = true)]
    public void EveryWayToGiveTargets_GivesTheSameDataset(Dataset data)
    {
        Assert.False(data.HasLabels);
        Assert.Equal((3, 2, 0, 1), (data.Rows, data.FeatureCount, data.ClassCount, data.TargetCount));
        Assert.Equal(Features, data.Features.ToArray());
        Assert.Equal(Targets, data.Targets.ToArray());
        Assert.True(data.Labels.IsEmpty);
        Assert.Equal([20f], data[1].Targets.ToArray());
        Assert.Equal(-1, data[1].Label);
    }

    [Fact]
    public void FromCopiesAndWrapDoesNot()
    {
        float[] features = [1, 2];
        Dataset copy = Dataset.FromLabels(features, 1, [0, 1]);
        Dataset wrapped = Dataset.Wrap(features, 1, new int[] { 0, 1 });
        features[0] = 9;
        Assert.Equal(1f, copy.Features[0]);
        Assert.Equal(9f, wrapped.Features[0]);
    }

    [Fact]
    public void AGivenClassCount_IsKept() => Assert.Equal(7, Dataset.FromLabels(Features, 2, Labels, 7).ClassCount);

    [Fact]
    public void WrongShapes_AreRefusedWithBothSizes()
    {
        Refused("5 values are not a whole number of rows of 2 features", () => Dataset.FromLabels([1, 2, 3, 4, 5], 2, Labels));
        Refused("3 rows of features need 3 labels, not 2", () => Dataset.FromLabels(Features, 2, [0, 1]));
        Refused("3 rows of 2 targets need 6 values, not 3", () => Dataset.FromTargets(Features, 2, Targets, 2));
        Refused("at least one row", () => Dataset.FromLabels([], 2, ReadOnlySpan<int>.Empty));
        Refused("at least one row", () => Dataset.FromLabels(new List<float[]>(), Labels));
        Refused("Row 1 has 1 values; row 0 has 2", () => Dataset.FromLabels([[1, 2], [3]], new int[] { 0, 1 }));
        Refused("Row 0 is empty", () => Dataset.FromLabels([[], [3]], new int[] { 0, 1 }));
        Refused("Row 1 has 0 values; row 0 has 1", () => Dataset.FromTargets([([1f], [1f]), ([2f], null!)]));
        Assert.Throws<ArgumentOutOfRangeException>("featureCount", () => Dataset.FromLabels(Features, 0, Labels));
        Assert.Throws<ArgumentOutOfRangeException>("targetCount", () => Dataset.FromTargets(Features, 2, Targets, 0));
        Assert.Throws<ArgumentOutOfRangeException>("classCount", () => Dataset.FromLabels(Features, 2, Labels, -1));
    }

    [Fact]
    public void ALabelOutOfRange_IsNamedWithItsRow()
    {
        Refused("label of row 1 is 2; labels are from 0 to 1", () => Dataset.FromLabels(Features, 2, Labels, 2));
        Refused("label of row 2 is -1; labels are 0 or greater", () => Dataset.FromLabels(Features, 2, [0, 0, -1]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void ARowThatDoesNotExist_IsRefused(int row)
    {
        Dataset data = Dataset.FromLabels(Features, 2, Labels);
        Assert.Throws<ArgumentOutOfRangeException>(nameof(row), () => data[row].Label);
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 5000)]
    [InlineData(float.NegativeInfinity, 9998)]
    [InlineData(float.NaN, 9999)]
    public void ANonFiniteFeature_IsFoundWithRowAndColumn(float value, int index)
    {
        float[] features = new float[10000];
        Array.Fill(features, float.MaxValue);
        features[index] = value;
        NonFiniteValue found = Dataset.Wrap(features, 5, new int[2000]).WithFeatureNames("a", "b", "c", "d", "e").FindNonFinite()!.Value;
        Assert.Equal((index / 5, index % 5, value, false), (found.Row, found.Column, found.Value, found.InTargets));
        Assert.StartsWith($"feature {index % 5} ('{"abcde"[index % 5]}') of row {index / 5} is ", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ANonFiniteTarget_IsFoundAfterTheFeatures()
    {
        Dataset data = Dataset.FromTargets([1, 2], 1, [0, 1, 2, float.NaN], 2);
        Assert.Equal("target 1 of row 1 is NaN", data.FindNonFinite().ToString());
        Assert.Null(Dataset.FromTargets(Features, 2, Targets, 1).FindNonFinite());
    }

    [Fact]
    public void TheFiniteScan_SeesEveryPositionAtEveryLength()
    {
        for (int length = 0; length < 80; length++)
        {
            float[] values = new float[length];
            Array.Fill(values, -float.MaxValue);
            Assert.True(FiniteScan.AllFinite(values));
            for (int i = 0; i < length; i++)
            {
                values[i] = i % 2 == 0 ? float.NegativeInfinity : float.NaN;
                Assert.False(FiniteScan.AllFinite(values));
                Assert.Equal(i, FiniteScan.IndexOfNonFinite(values));
                values[i] = float.Epsilon;
            }
        }
    }

    private static void Refused(string message, Func<object> create) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(create).Message, StringComparison.Ordinal);

    private static IEnumerable<(float[] Features, int Label)> LabelRows()
    {
        for (int i = 0; i < 3; i++)
        {
            yield return ([Features[2 * i], Features[(2 * i) + 1]], Labels[i]);
        }
    }

    private static IEnumerable<(float[] Features, float[] Targets)> TargetRows()
    {
        for (int i = 0; i < 3; i++)
        {
            yield return ([Features[2 * i], Features[(2 * i) + 1]], [Targets[i]]);
        }
    }
}
