using System;

namespace NetGen;

public sealed partial class Dataset
{
    /// <summary>The first rows, without copying.</summary>
    /// <param name="count">From 1 to <see cref="Rows"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many rows.</exception>
    public Dataset Take(int count) => Slice(0, count);

    /// <summary>Rows in a row, without copying.</summary>
    /// <param name="start">The first row, from 0.</param>
    /// <param name="count">Number of rows, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public Dataset Slice(int start, int count)
    {
        if ((uint)start >= (uint)Rows)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, $"The dataset has rows 0 to {Rows - 1}.");
        }

        if (count < 1 || count > Rows - start)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"There are {Rows - start} rows from row {start} on; take 1 to {Rows - start}.");
        }

        return WithRows(
            _features.Slice(start * FeatureCount, count * FeatureCount),
            _targets.Slice(start * TargetCount, count * TargetCount),
            HasLabels ? _labels.Slice(start, count) : default,
            HasSampleWeights ? _weights.Slice(start, count) : default);
    }

    /// <summary>Copies chosen rows, in the order given; a row may be chosen more than once.</summary>
    /// <param name="rows">Row numbers from 0, at least one.</param>
    /// <exception cref="ArgumentException">No row is chosen.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row does not exist.</exception>
    public Dataset Select(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
        {
            throw new ArgumentException("A dataset needs at least one row.", nameof(rows));
        }

        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Rows)
            {
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"The dataset has rows 0 to {Rows - 1}.");
            }
        }

        float[] features = GC.AllocateUninitializedArray<float>(checked(rows.Length * FeatureCount));
        RowGather.Copy(Features, FeatureCount, rows, features);
        float[] targets = new float[checked(rows.Length * TargetCount)];
        int[] labels = new int[HasLabels ? rows.Length : 0];
        if (HasLabels)
        {
            RowGather.Copy(Labels, rows, labels);
        }
        else
        {
            RowGather.Copy(Targets, TargetCount, rows, targets);
        }

        float[] weights = new float[HasSampleWeights ? rows.Length : 0];
        if (HasSampleWeights)
        {
            RowGather.Copy(SampleWeights, 1, rows, weights);
        }

        return WithRows(features, targets, labels, weights);
    }

    /// <summary>All rows in random order.</summary>
    /// <param name="seed">The same seed gives the same order on every machine.</param>
    public Dataset Shuffle(ulong seed) => Select(RandomOrder(seed));

    private int[] RandomOrder(ulong seed)
    {
        int[] order = new int[Rows];
        SeededShuffle.Permutation(order, seed);
        return order;
    }
}
