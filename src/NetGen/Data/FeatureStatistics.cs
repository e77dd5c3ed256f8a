using System;

namespace NetGen;

/// <summary>What brings features to a common scale: (x - offset) / divisor, feature by feature. The divisor of a constant feature is 1.</summary>
internal static class FeatureStatistics
{
    internal static (float[] Offset, float[] Divisor) Of(ReadOnlySpan<float> features, int count, InputScaling scaling)
    {
        float[] offset = new float[count];
        float[] divisor = new float[count];
        for (int feature = 0; feature < count; feature++)
        {
            (offset[feature], divisor[feature]) = scaling == InputScaling.Range ? Range(features, feature, count) : Deviation(features, feature, count);
        }

        return (offset, divisor);
    }

    private static (float Offset, float Divisor) Deviation(ReadOnlySpan<float> features, int feature, int count)
    {
        int rows = features.Length / count;
        double sum = 0;
        for (int i = feature; i < features.Length; i += count)
        {
            sum += features[i];
        }

        double mean = sum / rows;
        double squares = 0;
        bool constant = true;
        for (int i = feature; i < features.Length; i += count)
        {
            double difference = features[i] - mean;
            squares += difference * difference;
            constant &= features[i] == features[feature];
        }

        // A constant's mean may be off by a rounding; the value itself gives exactly 0.
        return (constant ? features[feature] : (float)mean, NonZero(constant ? 0 : Math.Sqrt(squares / rows)));
    }

    private static (float Offset, float Divisor) Range(ReadOnlySpan<float> features, int feature, int count)
    {
        float smallest = features[feature];
        float largest = smallest;
        for (int i = feature; i < features.Length; i += count)
        {
            smallest = Math.Min(smallest, features[i]);
            largest = Math.Max(largest, features[i]);
        }

        return (smallest, NonZero((double)largest - smallest));
    }

    private static float NonZero(double divisor)
    {
        float single = (float)divisor;
        return single == 0f ? 1f : single;
    }
}
