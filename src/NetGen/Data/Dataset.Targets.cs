using System;

namespace NetGen;

public sealed partial class Dataset
{
    /// <summary>Number of rows of each class.</summary>
    /// <exception cref="InvalidOperationException">The dataset has target vectors.</exception>
    public int[] CountClasses()
    {
        RequireLabels(nameof(CountClasses));
        int[] counts = new int[ClassCount];
        foreach (int label in Labels)
        {
            counts[label]++;
        }

        return counts;
    }

    /// <summary>The same features, with each label as a target vector: 1 at the class, 0 elsewhere.</summary>
    /// <exception cref="InvalidOperationException">The dataset has target vectors already.</exception>
    public Dataset WithOneHotTargets() => WithOneHotTargets(ClassCount);

    /// <summary>The same features, with each label as a target vector of a given length: 1 at the class, 0 elsewhere.</summary>
    /// <param name="length">At least <see cref="ClassCount"/>.</param>
    /// <exception cref="InvalidOperationException">The dataset has target vectors already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is less than the number of classes.</exception>
    public Dataset WithOneHotTargets(int length)
    {
        RequireLabels(nameof(WithOneHotTargets));
        ArgumentOutOfRangeException.ThrowIfLessThan(length, ClassCount);
        float[] targets = new float[checked(Rows * length)];
        ReadOnlySpan<int> labels = Labels;
        for (int row = 0; row < labels.Length; row++)
        {
            targets[(row * length) + labels[row]] = 1f;
        }

        return new Dataset(_features, FeatureCount, targets, length, _weights)
        {
            FeatureNames = FeatureNames,
            ClassNames = length == ClassCount ? ClassNames : null,
        };
    }

    /// <summary>The same features, with labels of two classes as one target a row: 0 or 1. For networks with one sigmoid output.</summary>
    /// <exception cref="InvalidOperationException">The dataset has target vectors, or more than two classes.</exception>
    public Dataset WithBinaryTargets()
    {
        RequireLabels(nameof(WithBinaryTargets));
        if (ClassCount > 2)
        {
            throw new InvalidOperationException($"One binary target needs at most 2 classes; the dataset has {ClassCount}.");
        }

        float[] targets = new float[Rows];
        ReadOnlySpan<int> labels = Labels;
        for (int row = 0; row < labels.Length; row++)
        {
            targets[row] = labels[row];
        }

        return new Dataset(_features, FeatureCount, targets, 1, _weights) { FeatureNames = FeatureNames };
    }

    /// <summary>The same features, with each one-hot target vector as a class label.</summary>
    /// <exception cref="InvalidOperationException">The dataset has labels already, or a target vector is not one 1 among zeros.</exception>
    public Dataset WithLabels()
    {
        if (HasLabels)
        {
            throw new InvalidOperationException("The dataset has labels already.");
        }

        int[] labels = new int[Rows];
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<float> targets = Targets.Slice(row * TargetCount, TargetCount);
            int hot = targets.IndexOf(1f);
            if (hot < 0 || targets[..hot].ContainsAnyExcept(0f) || targets[(hot + 1)..].ContainsAnyExcept(0f))
            {
                throw new InvalidOperationException($"The targets of row {row} are not one-hot: exactly one of the {TargetCount} must be 1, the rest 0.");
            }

            labels[row] = hot;
        }

        return new Dataset(_features, FeatureCount, labels, TargetCount, _weights) { FeatureNames = FeatureNames, ClassNames = ClassNames };
    }

    private void RequireLabels(string member)
    {
        if (!HasLabels)
        {
            throw new InvalidOperationException($"{member} needs class labels; the dataset has {TargetCount} targets a row.");
        }
    }
}
