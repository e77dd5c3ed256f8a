using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetGen;

/// <summary>
/// Rows of features, each with a class label or with a target vector. Immutable; any number of threads may read it at once.
/// </summary>
/// <remarks>
/// Make one with <c>FromLabels</c> or <c>FromTargets</c> (which copy), or with <c>Wrap</c> (which does not), or read a file with the package NetGen.Data.
/// A dataset has labels (<see cref="HasLabels"/>, <see cref="Labels"/>, <see cref="ClassCount"/>) or target vectors
/// (<see cref="Targets"/>, <see cref="TargetCount"/>), never both, and at least one row.
/// </remarks>
public sealed partial class Dataset
{
    private readonly ReadOnlyMemory<float> _features;
    private readonly ReadOnlyMemory<float> _targets;
    private readonly ReadOnlyMemory<int> _labels;
    private readonly ReadOnlyMemory<float> _weights;

    private Dataset(
        ReadOnlyMemory<float> features, int featureCount, ReadOnlyMemory<float> targets, int targetCount, ReadOnlyMemory<float> weights = default)
    {
        _weights = weights;
        _features = features;
        _targets = targets;
        FeatureCount = featureCount;
        TargetCount = targetCount;
        Rows = features.Length / featureCount;
    }

    private Dataset(
        ReadOnlyMemory<float> features, int featureCount, ReadOnlyMemory<int> labels, int classCount, ReadOnlyMemory<float> weights = default)
    {
        _weights = weights;
        _features = features;
        _labels = labels;
        FeatureCount = featureCount;
        ClassCount = classCount;
        Rows = features.Length / featureCount;
    }

    /// <summary>Number of rows, at least 1.</summary>
    public int Rows { get; }

    /// <summary>Number of features of a row, at least 1.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of targets of a row; 0 if the dataset has labels.</summary>
    public int TargetCount { get; }

    /// <summary>Number of classes; 0 if the dataset has target vectors.</summary>
    public int ClassCount { get; }

    /// <summary>True if each row has a class label, false if each has a target vector.</summary>
    public bool HasLabels => TargetCount == 0;

    /// <summary>All features, row-major: <see cref="Rows"/> x <see cref="FeatureCount"/> values.</summary>
    public ReadOnlySpan<float> Features => _features.Span;

    /// <summary>All targets, row-major: <see cref="Rows"/> x <see cref="TargetCount"/> values. Empty if the dataset has labels.</summary>
    public ReadOnlySpan<float> Targets => _targets.Span;

    /// <summary>The class index of each row, from 0 to <see cref="ClassCount"/> - 1. Empty if the dataset has target vectors.</summary>
    public ReadOnlySpan<int> Labels => _labels.Span;

    /// <summary>How much each row counts in a loss, one weight a row; empty if all count alike. See <see cref="WithSampleWeights"/>.</summary>
    public ReadOnlySpan<float> SampleWeights => _weights.Span;

    /// <summary>Whether the rows have weights.</summary>
    public bool HasSampleWeights => !_weights.IsEmpty;

    /// <summary>The features' names, or null.</summary>
    public IReadOnlyList<string>? FeatureNames { get; private init; }

    /// <summary>The classes' names (for target vectors: the targets' names), or null.</summary>
    public IReadOnlyList<string>? ClassNames { get; private init; }

    /// <summary>One row.</summary>
    /// <param name="row">From 0 to <see cref="Rows"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such row.</exception>
    public DatasetRow this[int row]
    {
        get
        {
            CheckRow(row);
            return new DatasetRow(
                Features.Slice(row * FeatureCount, FeatureCount),
                Targets.Slice(row * TargetCount, TargetCount),
                HasLabels ? Labels[row] : -1);
        }
    }

    /// <summary>The first NaN or infinity, features before targets, or null if every value is finite.</summary>
    public NonFiniteValue? FindNonFinite()
    {
        int feature = FiniteScan.IndexOfNonFinite(Features);
        if (feature >= 0)
        {
            (int row, int column) = Math.DivRem(feature, FeatureCount);
            return new NonFiniteValue(row, column, Features[feature], InTargets: false, FeatureNames?[column]);
        }

        int target = FiniteScan.IndexOfNonFinite(Targets);
        if (target >= 0)
        {
            (int row, int column) = Math.DivRem(target, TargetCount);
            return new NonFiniteValue(row, column, Targets[target], InTargets: true, ClassNames?[column]);
        }

        return null;
    }

    /// <summary>Such as <c>150 rows, 4 features, 3 classes</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rows} rows, {FeatureCount} features, {(HasLabels ? ClassCount : TargetCount)} {(HasLabels ? "classes" : "targets")}");

    private void CheckRow(int row)
    {
        if ((uint)row >= (uint)Rows)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"The dataset has rows 0 to {Rows - 1}.");
        }
    }

    /// <summary>The same kind of dataset, with the same names, over other rows.</summary>
    private Dataset WithRows(ReadOnlyMemory<float> features, ReadOnlyMemory<float> targets, ReadOnlyMemory<int> labels, ReadOnlyMemory<float> weights)
    {
        return HasLabels
            ? new Dataset(features, FeatureCount, labels, ClassCount, weights) { FeatureNames = FeatureNames, ClassNames = ClassNames }
            : new Dataset(features, FeatureCount, targets, TargetCount, weights) { FeatureNames = FeatureNames, ClassNames = ClassNames };
    }
}
