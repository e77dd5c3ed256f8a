using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>Changes the features of one row in place. Used by <see cref="Dataset.Map"/>.</summary>
/// <param name="features">The features of one row.</param>
public delegate void FeatureMap(Span<float> features);

public sealed partial class Dataset
{
    /// <summary>A copy with every feature multiplied by a factor, such as 1/255 for pixels.</summary>
    /// <param name="factor">Finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is NaN or infinite.</exception>
    public Dataset Scale(float factor)
    {
        if (!float.IsFinite(factor))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor is finite.");
        }

        float[] features = Features.ToArray();
        foreach (ref float value in features.AsSpan())
        {
            value *= factor;
        }

        return WithRows(features, _targets, _labels, _weights);
    }

    /// <summary>A copy whose features went row by row through a function.</summary>
    /// <param name="map">Changes one row in place.</param>
    public Dataset Map(FeatureMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        float[] features = Features.ToArray();
        for (int row = 0; row < Rows; row++)
        {
            map(features.AsSpan(row * FeatureCount, FeatureCount));
        }

        return WithRows(features, _targets, _labels, _weights);
    }

    /// <summary>The same data with names for the features.</summary>
    /// <param name="names">As many as there are features.</param>
    /// <exception cref="ArgumentException">The number of names does not fit.</exception>
    public Dataset WithFeatureNames(params IReadOnlyList<string> names)
    {
        CheckNames(names, FeatureCount, "features");
        return Renamed([.. names], ClassNames);
    }

    /// <summary>The same data with names for the classes, or for the targets.</summary>
    /// <param name="names">As many as there are classes, or targets of a row.</param>
    /// <exception cref="ArgumentException">The number of names does not fit.</exception>
    public Dataset WithClassNames(params IReadOnlyList<string> names)
    {
        CheckNames(names, HasLabels ? ClassCount : TargetCount, HasLabels ? "classes" : "targets");
        return Renamed(FeatureNames, [.. names]);
    }

    private Dataset Renamed(IReadOnlyList<string>? featureNames, IReadOnlyList<string>? classNames)
    {
        return HasLabels
            ? new Dataset(_features, FeatureCount, _labels, ClassCount, _weights) { FeatureNames = featureNames, ClassNames = classNames }
            : new Dataset(_features, FeatureCount, _targets, TargetCount, _weights) { FeatureNames = featureNames, ClassNames = classNames };
    }

    private static void CheckNames(IReadOnlyList<string> names, int expected, string what)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count != expected)
        {
            throw new ArgumentException($"The dataset has {expected} {what}; {names.Count} names are given.", nameof(names));
        }
    }
}
