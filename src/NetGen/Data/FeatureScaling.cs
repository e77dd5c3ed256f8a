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
        int count = train.FeatureCount;
        float[] offset = new float[count];
        float[] divisor = new float[count];
        ReadOnlySpan<float> features = train.Features;
        for (int feature = 0; feature < count; feature++)
        {
            double sum = 0;
            for (int i = feature; i < features.Length; i += count)
            {
                sum += features[i];
            }

            double mean = sum / train.Rows;
            double squares = 0;
            bool constant = true;
            for (int i = feature; i < features.Length; i += count)
            {
                double difference = features[i] - mean;
                squares += difference * difference;
                constant &= features[i] == features[feature];
            }

            // A constant's mean may be off by a rounding; the value itself gives exactly 0.
            offset[feature] = constant ? features[feature] : (float)mean;
            divisor[feature] = NonZero(constant ? 0 : Math.Sqrt(squares / train.Rows));
        }

        return new FeatureScaling(offset, divisor);
    }

    /// <summary>Smallest value 0, largest 1. A constant feature becomes 0.</summary>
    /// <param name="train">The rows to learn the range from.</param>
    public static FeatureScaling MinMax(Dataset train)
    {
        ArgumentNullException.ThrowIfNull(train);
        int count = train.FeatureCount;
        float[] offset = new float[count];
        float[] divisor = new float[count];
        ReadOnlySpan<float> features = train.Features;
        for (int feature = 0; feature < count; feature++)
        {
            float smallest = features[feature];
            float largest = smallest;
            for (int i = feature; i < features.Length; i += count)
            {
                smallest = Math.Min(smallest, features[i]);
                largest = Math.Max(largest, features[i]);
            }

            offset[feature] = smallest;
            divisor[feature] = NonZero((double)largest - smallest);
        }

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

    private static float NonZero(double divisor)
    {
        float single = (float)divisor;
        return single == 0f ? 1f : single;
    }

    private void Check(int features, string argument)
    {
        if (features != _offset.Length)
        {
            throw new ArgumentException($"The scaling was fitted on {_offset.Length} features; here are {features}.", argument);
        }
    }
}
