using System;

namespace NetGen;

/// <summary>One row of a <see cref="Dataset"/>; the spans look into the dataset, nothing is copied.</summary>
public readonly ref struct DatasetRow
{
    internal DatasetRow(ReadOnlySpan<float> features, ReadOnlySpan<float> targets, int label)
    {
        Features = features;
        Targets = targets;
        Label = label;
    }

    /// <summary>The features.</summary>
    public ReadOnlySpan<float> Features { get; }

    /// <summary>The target vector; empty if the dataset has labels.</summary>
    public ReadOnlySpan<float> Targets { get; }

    /// <summary>The class index; -1 if the dataset has target vectors.</summary>
    public int Label { get; }

    /// <summary>Takes a row apart: <c>var (features, targets, label) = data[0]</c>.</summary>
    public void Deconstruct(out ReadOnlySpan<float> features, out ReadOnlySpan<float> targets, out int label)
    {
        features = Features;
        targets = Targets;
        label = Label;
    }
}
