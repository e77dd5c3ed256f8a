using System.ComponentModel;

namespace NetGen.CompilerServices;

/// <summary>What a training pass needs beside batch, parameters and gradients. The default is a pass without dropout.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct TrainingContext
{
    /// <summary>A pass with dropout.</summary>
    /// <param name="dropoutSeed">The network's seed.</param>
    /// <param name="dropoutStep">The step whose masks apply.</param>
    /// <param name="firstRow">Where in its batch the first row lies.</param>
    public TrainingContext(ulong dropoutSeed, long dropoutStep, int firstRow = 0)
    {
        DropsOut = true;
        DropoutSeed = dropoutSeed;
        DropoutStep = dropoutStep;
        FirstRow = firstRow;
    }

    /// <summary>Whether dropout is on.</summary>
    public bool DropsOut { get; }

    /// <summary>The network's seed.</summary>
    public ulong DropoutSeed { get; }

    /// <summary>The step whose masks apply.</summary>
    public long DropoutStep { get; }

    /// <summary>Where in its batch the first row lies.</summary>
    public int FirstRow { get; }
}
