using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>How often each class was taken for each other: rows are the actual classes, columns the predicted ones.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    /// <summary>Counts pairs of classes.</summary>
    /// <param name="actual">The true class of each row.</param>
    /// <param name="predicted">The predicted class of each row.</param>
    /// <param name="classCount">Number of classes, at least 1.</param>
    /// <param name="classNames">As many names, or null.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a class is out of range.</exception>
    public ConfusionMatrix(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted, int classCount, IReadOnlyList<string>? classNames = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        if (predicted.Length != actual.Length)
        {
            throw new ArgumentException($"There are {actual.Length} actual classes and {predicted.Length} predicted ones.", nameof(predicted));
        }

        if (classNames is not null && classNames.Count != classCount)
        {
            throw new ArgumentException($"There are {classCount} classes and {classNames.Count} names.", nameof(classNames));
        }

        ClassCount = classCount;
        ClassNames = classNames;
        Total = actual.Length;
        _counts = new int[checked(classCount * classCount)];
        for (int row = 0; row < actual.Length; row++)
        {
            Check(actual[row], nameof(actual), row);
            Check(predicted[row], nameof(predicted), row);
            _counts[(actual[row] * classCount) + predicted[row]]++;
        }
    }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>The classes' names, or null.</summary>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <summary>Number of rows counted.</summary>
    public int Total { get; }

    /// <summary>How many rows of class <paramref name="actual"/> were taken for <paramref name="predicted"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such class.</exception>
    public int this[int actual, int predicted]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actual, (uint)ClassCount, nameof(actual));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)ClassCount, nameof(predicted));
            return _counts[(actual * ClassCount) + predicted];
        }
    }

    /// <summary>The share of rows on the diagonal; NaN without rows.</summary>
    public float Accuracy
    {
        get
        {
            int correct = 0;
            for (int c = 0; c < ClassCount; c++)
            {
                correct += this[c, c];
            }

            return (float)correct / Total;
        }
    }

    /// <summary>Predicts a labelled dataset and counts.</summary>
    /// <param name="network">The network; its parameters are only read.</param>
    /// <param name="data">A dataset with labels.</param>
    /// <exception cref="ArgumentException">The dataset has no labels, does not fit the network, or an output is NaN.</exception>
    public static ConfusionMatrix Of<TNetwork>(TNetwork network, Dataset data)
        where TNetwork : class, INetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (!data.HasLabels)
        {
            throw new ArgumentException($"A confusion matrix needs class labels; the dataset has {data.TargetCount} targets a row.", nameof(data));
        }

        NetworkData.CheckSizes(network, data, nameof(data));
        int[] predicted = new int[data.Rows];
        Evaluator.Predict(network, data.Features, predicted);
        int nan = predicted.AsSpan().IndexOf(-1);
        if (nan >= 0)
        {
            throw new ArgumentException($"{network.Description.Name} gives NaN for row {nan}.", nameof(network));
        }

        int classCount = Math.Max(network.OutputSize, Math.Max(2, data.ClassCount));
        return new ConfusionMatrix(data.Labels, predicted, classCount, classCount == data.ClassCount ? data.ClassNames : null);
    }

    /// <summary>Of the rows taken for a class, the share that is of it; NaN if none was.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such class.</exception>
    public float Precision(int predicted)
    {
        int sum = 0;
        for (int actual = 0; actual < ClassCount; actual++)
        {
            sum += this[actual, predicted];
        }

        return (float)this[predicted, predicted] / sum;
    }

    /// <summary>Of the rows of a class, the share that was taken for it; NaN if there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such class.</exception>
    public float Recall(int actual)
    {
        int sum = 0;
        for (int predicted = 0; predicted < ClassCount; predicted++)
        {
            sum += this[actual, predicted];
        }

        return (float)this[actual, actual] / sum;
    }

    /// <summary>A table: a line per actual class, a column per predicted class, the recall at the end of the line.</summary>
    public override string ToString()
    {
        int width = Math.Max(5, Total.ToString(CultureInfo.InvariantCulture).Length + 1);
        for (int c = 0; c < ClassCount; c++)
        {
            width = Math.Max(width, Name(c).Length + 1);
        }

        int head = Math.Max(width, "actual".Length + 1);
        StringBuilder text = new();
        text.Append("actual".PadRight(head));
        for (int c = 0; c < ClassCount; c++)
        {
            text.Append(Name(c).PadLeft(width));
        }

        text.Append("  recall\n");
        for (int actual = 0; actual < ClassCount; actual++)
        {
            text.Append(Name(actual).PadRight(head));
            for (int predicted = 0; predicted < ClassCount; predicted++)
            {
                text.Append(this[actual, predicted].ToString(CultureInfo.InvariantCulture).PadLeft(width));
            }

            float recall = Recall(actual);
            text.Append(float.IsNaN(recall) ? "       -\n" : string.Create(CultureInfo.InvariantCulture, $"{100 * recall,6:F1} %\n"));
        }

        return text.ToString();
    }

    private string Name(int c) => ClassNames?[c] ?? c.ToString(CultureInfo.InvariantCulture);

    private void Check(int c, string argument, int row)
    {
        if ((uint)c >= (uint)ClassCount)
        {
            throw new ArgumentException($"The class of row {row} is {c}; classes are from 0 to {ClassCount - 1}.", argument);
        }
    }
}
