using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace NetGen;

public sealed partial class Dataset
{
    /// <summary>Copies flat, row-major features and class labels.</summary>
    /// <param name="features">rows x <paramref name="featureCount"/> values, at least one row.</param>
    /// <param name="featureCount">Number of features of a row, at least 1.</param>
    /// <param name="labels">One class index a row.</param>
    /// <param name="classCount">Number of classes; 0 means the largest label + 1.</param>
    /// <exception cref="ArgumentException">Lengths do not fit together, or a label is out of range.</exception>
    public static Dataset FromLabels(ReadOnlySpan<float> features, int featureCount, ReadOnlySpan<int> labels, int classCount = 0) =>
        Wrap(features.ToArray(), featureCount, labels.ToArray(), classCount);

    /// <summary>Copies flat, row-major features and target vectors.</summary>
    /// <param name="features">rows x <paramref name="featureCount"/> values, at least one row.</param>
    /// <param name="featureCount">Number of features of a row, at least 1.</param>
    /// <param name="targets">rows x <paramref name="targetCount"/> values.</param>
    /// <param name="targetCount">Number of targets of a row, at least 1.</param>
    /// <exception cref="ArgumentException">Lengths do not fit together.</exception>
    public static Dataset FromTargets(ReadOnlySpan<float> features, int featureCount, ReadOnlySpan<float> targets, int targetCount) =>
        Wrap(features.ToArray(), featureCount, targets.ToArray(), targetCount);

    /// <summary>Copies one array of features per row, and class labels.</summary>
    /// <param name="features">The rows, at least one, all of the same length.</param>
    /// <param name="labels">One class index a row.</param>
    /// <param name="classCount">Number of classes; 0 means the largest label + 1.</param>
    /// <exception cref="ArgumentException">Lengths do not fit together, or a label is out of range.</exception>
    public static Dataset FromLabels(IReadOnlyList<float[]> features, IReadOnlyList<int> labels, int classCount = 0)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        float[] flat = Flatten(features, nameof(features), out int featureCount);
        return Wrap(flat, featureCount, new List<int>(labels).ToArray(), classCount);
    }

    /// <summary>Copies one array of features and one of targets per row.</summary>
    /// <param name="features">The rows, at least one, all of the same length.</param>
    /// <param name="targets">As many rows, all of the same length.</param>
    /// <exception cref="ArgumentException">Lengths do not fit together.</exception>
    public static Dataset FromTargets(IReadOnlyList<float[]> features, IReadOnlyList<float[]> targets)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        float[] flat = Flatten(features, nameof(features), out int featureCount);
        return Wrap(flat, featureCount, Flatten(targets, nameof(targets), out int targetCount), targetCount);
    }

    /// <summary>Copies a matrix of features, and class labels.</summary>
    /// <param name="features">[rows, features], at least 1 x 1.</param>
    /// <param name="labels">One class index a row.</param>
    /// <param name="classCount">Number of classes; 0 means the largest label + 1.</param>
    /// <exception cref="ArgumentException">Lengths do not fit together, or a label is out of range.</exception>
    public static Dataset FromLabels(float[,] features, ReadOnlySpan<int> labels, int classCount = 0)
    {
        ArgumentNullException.ThrowIfNull(features);
        return FromLabels(Flatten(features), features.GetLength(1), labels, classCount);
    }

    /// <summary>Copies a matrix of features and one of targets.</summary>
    /// <param name="features">[rows, features], at least 1 x 1.</param>
    /// <param name="targets">[rows, targets], at least 1 x 1.</param>
    /// <exception cref="ArgumentException">Lengths do not fit together.</exception>
    public static Dataset FromTargets(float[,] features, float[,] targets)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        return FromTargets(Flatten(features), features.GetLength(1), Flatten(targets), targets.GetLength(1));
    }

    /// <summary>Copies a sequence of rows with class labels.</summary>
    /// <param name="rows">At least one row; all have as many features as the first.</param>
    /// <param name="classCount">Number of classes; 0 means the largest label + 1.</param>
    /// <exception cref="ArgumentException">There is no row, a row has another length, or a label is out of range.</exception>
    public static Dataset FromLabels(IEnumerable<(float[] Features, int Label)> rows, int classCount = 0)
    {
        ArgumentNullException.ThrowIfNull(rows);
        List<float[]> features = [];
        List<int> labels = [];
        foreach ((float[] rowFeatures, int label) in rows)
        {
            features.Add(rowFeatures);
            labels.Add(label);
        }

        return Wrap(Flatten(features, nameof(rows), out int featureCount), featureCount, labels.ToArray(), classCount);
    }

    /// <summary>Copies a sequence of rows with target vectors.</summary>
    /// <param name="rows">At least one row; all have as many features and targets as the first.</param>
    /// <exception cref="ArgumentException">There is no row, or a row has another length.</exception>
    public static Dataset FromTargets(IEnumerable<(float[] Features, float[] Targets)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        List<float[]> features = [];
        List<float[]> targets = [];
        foreach ((float[] rowFeatures, float[] rowTargets) in rows)
        {
            features.Add(rowFeatures);
            targets.Add(rowTargets);
        }

        float[] flat = Flatten(features, nameof(rows), out int featureCount);
        return Wrap(flat, featureCount, Flatten(targets, nameof(rows), out int targetCount), targetCount);
    }

    private static float[] Flatten(IReadOnlyList<float[]> rows, string argument, out int width)
    {
        if (rows.Count == 0)
        {
            throw new ArgumentException("A dataset needs at least one row.", argument);
        }

        width = rows[0]?.Length ?? 0;
        if (width == 0)
        {
            throw new ArgumentException("Row 0 is empty.", argument);
        }

        float[] flat = GC.AllocateUninitializedArray<float>(checked(rows.Count * width));
        for (int row = 0; row < rows.Count; row++)
        {
            float[]? values = rows[row];
            if (values is null || values.Length != width)
            {
                throw new ArgumentException($"Row {row} has {values?.Length ?? 0} values; row 0 has {width}.", argument);
            }

            values.CopyTo(flat, row * width);
        }

        return flat;
    }

    private static ReadOnlySpan<float> Flatten(float[,] matrix) => MemoryMarshal.CreateReadOnlySpan(
        ref System.Runtime.CompilerServices.Unsafe.As<byte, float>(ref MemoryMarshal.GetArrayDataReference(matrix)), matrix.Length);
}
