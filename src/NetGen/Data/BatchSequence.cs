using System;

namespace NetGen;

/// <summary>The batches of one epoch, made by <see cref="Dataset.Batches"/>; to be read with <c>foreach</c>.</summary>
public readonly struct BatchSequence
{
    private readonly Dataset _data;
    private readonly ulong? _seed;
    private readonly int _epoch;

    internal BatchSequence(Dataset data, int batchSize, ulong? seed, int epoch, bool dropLast)
    {
        _data = data;
        _seed = seed;
        _epoch = epoch;
        BatchSize = Math.Min(batchSize, data.Rows);
        DropLast = dropLast;
    }

    /// <summary>Rows of each batch but the last, at most the rows of the dataset.</summary>
    public int BatchSize { get; }

    /// <summary>True if a last batch with fewer rows is left out.</summary>
    public bool DropLast { get; }

    /// <summary>Number of batches, at least 1.</summary>
    public int Count => DropLast ? _data.Rows / BatchSize : (int)(((long)_data.Rows + BatchSize - 1) / BatchSize);

    /// <summary>Starts the epoch.</summary>
    public BatchEnumerator GetEnumerator() => new(_data, BatchSize, _seed, _epoch, DropLast);
}
