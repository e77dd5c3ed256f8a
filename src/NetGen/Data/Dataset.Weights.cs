using System;
using NetGen.CompilerServices;

namespace NetGen;

public sealed partial class Dataset
{
    /// <summary>
    /// The same data with a weight for each row, in place of those it had. They stay with their rows through shuffles, splits and batches, and
    /// count in the losses of <see cref="Trainer"/> and <see cref="Evaluator"/>: <c>sum w l / sum w</c>. The network needs
    /// <see cref="NetworkAttribute.SampleWeights"/>. Accuracy and other metrics count rows alike.
    /// </summary>
    /// <param name="weights">One a row, finite and at least 0, at least one greater; copied. Empty takes the weights away.</param>
    /// <exception cref="ArgumentException">The number of weights does not fit, a weight is negative or not finite, or all are 0.</exception>
    public Dataset WithSampleWeights(ReadOnlySpan<float> weights)
    {
        if (!weights.IsEmpty)
        {
            if (weights.Length != Rows)
            {
                throw new ArgumentException($"The dataset has {Rows} rows; {weights.Length} weights are given.", nameof(weights));
            }

            CheckWeights(weights, nameof(weights));
        }

        return WithRows(_features, _targets, _labels, weights.ToArray());
    }

    /// <summary>The same data with each row's weight (1 where it has none) multiplied by the weight of its class.</summary>
    /// <param name="classWeights">One a class, finite and at least 0: such as <see cref="BalancedClassWeights"/>.</param>
    /// <exception cref="InvalidOperationException">The dataset has target vectors.</exception>
    /// <exception cref="ArgumentException">The number of weights does not fit, a weight is negative or not finite, or no row has a weight above 0.</exception>
    public Dataset WithClassWeights(ReadOnlySpan<float> classWeights)
    {
        RequireLabels(nameof(WithClassWeights));
        if (classWeights.Length != ClassCount)
        {
            throw new ArgumentException($"The dataset has {ClassCount} classes; {classWeights.Length} weights are given.", nameof(classWeights));
        }

        CheckWeights(classWeights, nameof(classWeights));
        float[] weights = new float[Rows];
        for (int row = 0; row < weights.Length; row++)
        {
            weights[row] = classWeights[Labels[row]] * (HasSampleWeights ? SampleWeights[row] : 1f);
        }

        CheckWeights(weights, nameof(classWeights));
        return WithRows(_features, _targets, _labels, weights);
    }

    /// <summary>
    /// Weights with which all classes count alike: n / (K n_k) for a class of n_k of the n rows, K classes with at least one row (scikit-learn's
    /// <c>balanced</c>). 0 for a class without rows. Rows are counted without their weights.
    /// </summary>
    /// <exception cref="InvalidOperationException">The dataset has target vectors.</exception>
    public float[] BalancedClassWeights()
    {
        int[] counts = CountClasses();
        int classes = counts.Length - counts.AsSpan().Count(0);
        return Array.ConvertAll(counts, count => count == 0 ? 0f : (float)(Rows / ((double)classes * count)));
    }

    private static void CheckWeights(ReadOnlySpan<float> weights, string argument)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (!RowWeights.IsWeight(weights[i]))
            {
                throw new ArgumentException($"Weight {i} is {weights[i]}; weights are finite and at least 0.", argument);
            }

            sum += weights[i];
        }

        if (sum == 0)
        {
            throw new ArgumentException("All weights are 0; at least one row must count.", argument);
        }
    }
}
