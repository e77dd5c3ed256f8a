using System;
using System.ComponentModel;

namespace NetGen.CompilerServices;

/// <summary>What a training pass needs beside batch, parameters and gradients. The default is a pass without dropout and weights.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct TrainingContext
{
    /// <summary>A pass with dropout.</summary>
    /// <param name="dropoutSeed">The network's seed.</param>
    /// <param name="dropoutStep">The step whose masks apply.</param>
    /// <param name="firstRow">Where in its batch the first row lies.</param>
    /// <param name="sampleWeights">The weight of each row of the pass; empty where all are equal.</param>
    /// <param name="weightFactor">What makes the mean of the weights 1.</param>
    public TrainingContext(ulong dropoutSeed, long dropoutStep, int firstRow = 0, ReadOnlySpan<float> sampleWeights = default, double weightFactor = 1)
        : this(sampleWeights, weightFactor)
    {
        DropsOut = true;
        DropoutSeed = dropoutSeed;
        DropoutStep = dropoutStep;
        FirstRow = firstRow;
    }

    /// <summary>A pass with weights and without dropout.</summary>
    /// <param name="sampleWeights">The weight of each row of the pass; empty where all are equal.</param>
    /// <param name="weightFactor">What makes the mean of the weights 1.</param>
    public TrainingContext(ReadOnlySpan<float> sampleWeights, double weightFactor)
    {
        SampleWeights = sampleWeights;
        WeightFactor = weightFactor;
    }

    /// <summary>Whether dropout is on.</summary>
    public bool DropsOut { get; }

    /// <summary>The network's seed.</summary>
    public ulong DropoutSeed { get; }

    /// <summary>The step whose masks apply.</summary>
    public long DropoutStep { get; }

    /// <summary>Where in its batch the first row lies.</summary>
    public int FirstRow { get; }

    /// <summary>The weight of each row of the pass; empty where all are equal.</summary>
    public ReadOnlySpan<float> SampleWeights { get; }

    /// <summary>What makes the mean of the weights 1.</summary>
    public double WeightFactor { get; }
}
