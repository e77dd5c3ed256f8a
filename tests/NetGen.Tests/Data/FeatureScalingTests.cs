using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Data;

public class FeatureScalingTests
{
    /// <summary>Columns: 0, 2, 4 (mean 2, population deviation sqrt(8/3)); a constant that binary floats don't hold exactly; -1, 0, 4.</summary>
    private static readonly Dataset Train = Dataset.FromLabels([[0, 0.1f, -1], [2, 0.1f, 0], [4, 0.1f, 4]], new int[] { 0, 1, 0 });

    [Fact]
    public void Standardize_GivesMeanZeroAndDeviationOne()
    {
        FeatureScaling scaling = FeatureScaling.Standardize(Train);
        float[] scaled = scaling.Apply(Train).Features.ToArray();
        Assert.Equal([2f, 0.1f, 1f], scaling.Offset);
        Assert.Equal(1.63299316f, scaling.Divisor[0], 6);
        Assert.Equal(1f, scaling.Divisor[1]);
        Assert.Equal(2.16024690f, scaling.Divisor[2], 6);
        Assert.Equal([-1.22474487f, 0f, 1.22474487f], new[] { scaled[0], scaled[3], scaled[6] }, (a, b) => MathF.Abs(a - b) < 1e-6f);
        Assert.Equal([0f, 0f, 0f], new[] { scaled[1], scaled[4], scaled[7] });
    }

    [Fact]
    public void MinMax_GivesZeroToOne()
    {
        float[] scaled = FeatureScaling.MinMax(Train).Apply(Train).Features.ToArray();
        Assert.Equal([0f, 0f, 0f, 0.5f, 0f, 0.2f, 1f, 0f, 1f], scaled);
    }

    [Fact]
    public void OtherRows_AreScaledAsTheTrainingRows()
    {
        Dataset other = Dataset.FromLabels([[6, 0.5f, 9]], new int[] { 0 });
        Assert.Equal([1.5f, 0.4f, 2f], FeatureScaling.MinMax(Train).Apply(other).Features.ToArray());
    }

    [Fact]
    public void Invert_GivesTheFeaturesBack()
    {
        FeatureScaling scaling = FeatureScaling.Standardize(Train);
        float[] row = Train[2].Features.ToArray();
        scaling.Apply(row);
        Assert.NotEqual(Train[2].Features.ToArray(), row);
        scaling.Invert(row);
        Assert.True(row.Zip(Train[2].Features.ToArray()).All(pair => MathF.Abs(pair.First - pair.Second) <= 1e-6f));
    }

    [Fact]
    public void AnotherNumberOfFeatures_IsRefused()
    {
        FeatureScaling scaling = FeatureScaling.MinMax(Train);
        Assert.Contains("3 features; here are 1", Assert.Throws<ArgumentException>("data", () => scaling.Apply(Dataset.FromLabels([1], 1, [0]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("features", () => scaling.Invert(new float[2]));
    }
}
