using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>
/// Brings features to a common scale: y = (x - <see cref="Offset"/>) / <see cref="Divisor"/>, feature by feature. Fit it on the training
/// rows, then apply it to training, validation and test rows alike.
/// </summary>
public sealed class FeatureScaling
{
    private readonly float[] _offset;
    private readonly float[] _divisor;

    private FeatureScaling(float[] offset, float[] divisor)
    {
        _offset = offset;
        _divisor = divisor;
    }

    /// <summary>What is subtracted from each feature.</summary>
    public IReadOnlyList<float> Offset => _offset;

    /// <summary>What each feature is then divided by; 1 for a constant feature.</summary>
    public IReadOnlyList<float> Divisor => _divisor;

    /// <summary>
    /// Mean 0 and standard deviation 1 (that of the population: divided by n, as scikit-learn's StandardScaler). A constant feature becomes 0.
    /// </summary>
    /// <param name="train">The rows to learn mean and deviation from.</param>
    public static FeatureScaling Standardize(Dataset train)
    {
        ArgumentNullException.ThrowIfNull(train);
        (float[] offset, float[] divisor) = FeatureStatistics.Of(train.Features, train.FeatureCount, InputScaling.Deviation);
        return new FeatureScaling(offset, divisor);
    }

    /// <summary>Smallest value 0, largest 1. A constant feature becomes 0.</summary>
    /// <param name="train">The rows to learn the range from.</param>
    public static FeatureScaling MinMax(Dataset train)
    {
        ArgumentNullException.ThrowIfNull(train);
        (float[] offset, float[] divisor) = FeatureStatistics.Of(train.Features, train.FeatureCount, InputScaling.Range);
        return new FeatureScaling(offset, divisor);
    }

    /// <summary>A scaled copy of a dataset.</summary>
    /// <exception cref="ArgumentException">The dataset has another number of features.</exception>
    public Dataset Apply(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Check(data.FeatureCount, nameof(data));
        return data.Map(Apply);
    }

    /// <summary>Scales one row in place.</summary>
    /// <exception cref="ArgumentException">The row has another number of features.</exception>
    public void Apply(Span<float> features)
    {
        Check(features.Length, nameof(features));
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = (features[i] - _offset[i]) / _divisor[i];
        }
    }

    /// <summary>Takes the scaling of one row back, in place, up to rounding.</summary>
    /// <exception cref="ArgumentException">The row has another number of features.</exception>
    public void Invert(Span<float> features)
    {
        Check(features.Length, nameof(features));
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = (features[i] * _divisor[i]) + _offset[i];
        }
    }

    private void Check(int features, string argument)
    {
        if (features != _offset.Length)
        {
            throw new ArgumentException($"The scaling was fitted on {_offset.Length} features; here are {features}.", argument);
        }
    }
}
