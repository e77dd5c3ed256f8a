using System;

namespace NetGen;

/// <summary>
/// Some rows of a dataset, next to each other in memory: pass the spans to <c>Backward</c>. They are valid until the next batch.
/// </summary>
public readonly ref struct Batch
{
    internal Batch(int index, int rows, ReadOnlySpan<float> features, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights)
    {
        Index = index;
        Rows = rows;
        Features = features;
        Targets = targets;
        Labels = labels;
        SampleWeights = sampleWeights;
    }

    /// <summary>The number of the batch within the epoch, from 0.</summary>
    public int Index { get; }

    /// <summary>Number of rows, at least 1.</summary>
    public int Rows { get; }

    /// <summary>rows x features, row-major.</summary>
    public ReadOnlySpan<float> Features { get; }

    /// <summary>rows x targets, row-major; empty if the dataset has labels.</summary>
    public ReadOnlySpan<float> Targets { get; }

    /// <summary>One class index a row; empty if the dataset has target vectors.</summary>
    public ReadOnlySpan<int> Labels { get; }

    /// <summary>One weight a row; empty if the dataset has none.</summary>
    public ReadOnlySpan<float> SampleWeights { get; }
}
