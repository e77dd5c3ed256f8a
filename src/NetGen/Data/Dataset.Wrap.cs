using System;

namespace NetGen;

public sealed partial class Dataset
{
    /// <summary>A dataset over existing memory, which is not copied and must not change afterwards. For a copy use <c>FromLabels</c>.</summary>
    /// <param name="features">rows x <paramref name="featureCount"/> values, row-major, at least one row.</param>
    /// <param name="featureCount">Number of features of a row, at least 1.</param>
    /// <param name="labels">One class index a row.</param>
    /// <param name="classCount">Number of classes; 0 means the largest label + 1.</param>
    /// <exception cref="ArgumentException">Lengths do not fit together, or a label is out of range.</exception>
    public static Dataset Wrap(ReadOnlyMemory<float> features, int featureCount, ReadOnlyMemory<int> labels, int classCount = 0)
    {
        int rows = CheckFeatures(features, featureCount);
        if (labels.Length != rows)
        {
            throw new ArgumentException($"{rows} rows of features need {rows} labels, not {labels.Length}.", nameof(labels));
        }

        return new Dataset(features, featureCount, labels, CheckLabels(labels.Span, classCount));
    }

    /// <summary>A dataset over existing memory, which is not copied and must not change afterwards. For a copy use <c>FromTargets</c>.</summary>
    /// <param name="features">rows x <paramref name="featureCount"/> values, row-major, at least one row.</param>
    /// <param name="featureCount">Number of features of a row, at least 1.</param>
    /// <param name="targets">rows x <paramref name="targetCount"/> values, row-major.</param>
    /// <param name="targetCount">Number of targets of a row, at least 1.</param>
    /// <exception cref="ArgumentException">Lengths do not fit together.</exception>
    public static Dataset Wrap(ReadOnlyMemory<float> features, int featureCount, ReadOnlyMemory<float> targets, int targetCount)
    {
        int rows = CheckFeatures(features, featureCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetCount, 1);
        if (targets.Length != (long)rows * targetCount)
        {
            throw new ArgumentException(
                $"{rows} rows of {targetCount} targets need {(long)rows * targetCount} values, not {targets.Length}.", nameof(targets));
        }

        return new Dataset(features, featureCount, targets, targetCount);
    }

    private static int CheckFeatures(ReadOnlyMemory<float> features, int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        if (features.IsEmpty)
        {
            throw new ArgumentException("A dataset needs at least one row.", nameof(features));
        }

        if (features.Length % featureCount != 0)
        {
            throw new ArgumentException($"{features.Length} values are not a whole number of rows of {featureCount} features.", nameof(features));
        }

        return features.Length / featureCount;
    }

    private static int CheckLabels(ReadOnlySpan<int> labels, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classCount);
        int largest = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            int label = labels[row];
            if (label < 0 || (classCount > 0 && label >= classCount) || label == int.MaxValue)
            {
                string range = classCount > 0 ? $"from 0 to {classCount - 1}" : "0 or greater";
                throw new ArgumentException($"The label of row {row} is {label}; labels are {range}.", nameof(labels));
            }

            largest = Math.Max(largest, label);
        }

        return classCount > 0 ? classCount : largest + 1;
    }
}
