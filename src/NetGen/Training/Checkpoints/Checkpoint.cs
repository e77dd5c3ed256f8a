using System;

namespace NetGen;

/// <summary>
/// Where and how often <see cref="Trainer"/> saves the whole state of a training, so that it can go on after the process has ended: bit for bit as if it had never stopped.
/// </summary>
/// <remarks>
/// <para>Written at the end of an epoch, under a temporary name and then moved: a process that is killed meanwhile leaves the checkpoint before whole (and perhaps a file <c>*.tmp</c>
/// beside it). However training ends, also by a cancellation, a limit of time or an exception, its last whole epoch is saved; the steps of an
/// epoch that was not finished are taken again.</para>
/// <para>The file is in the safetensors format. It holds the parameters (as <c>layer1.weight</c>), those of the best epoch, the averaged ones and those kept for an
/// overflow, the optimizer's state, the history, steps, time and base rate. The order of rows follows from seed and epoch, dropout from seed and steps; schedules and stop rules are fed the history again. So the optimizer must be
/// an <see cref="IStatefulOptimizer"/>, and dataset and options must be those of the first run (what is compared is in the file's metadata); only more epochs may be asked for. The optimizer's settings, such as its
/// learning rate, come from the file.</para>
/// </remarks>
public sealed class Checkpoint
{
    /// <summary>Names the file.</summary>
    /// <param name="path">The file; an existing one is replaced. Its folder must exist.</param>
    public Checkpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Saves after so many epochs, at least 1. Null unless set: each epoch, or as <see cref="EveryTime"/> says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? EveryEpochs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1, nameof(EveryEpochs));
            field = value;
        }
    }

    /// <summary>Saves at the end of the epoch when so much time has passed since the last save, above 0. Null unless set. With <see cref="EveryEpochs"/>: whichever comes first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0.</exception>
    public TimeSpan? EveryTime
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(EveryTime));
            field = value;
        }
    }

    /// <summary>Goes on from the file if it exists. False unless set: training begins anew and replaces it.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether it is time to save.</summary>
    internal bool IsDue(int epoch, TimeSpan sinceLast) => EveryTime is null
        ? epoch % (EveryEpochs ?? 1) == 0
        : sinceLast >= EveryTime || (EveryEpochs is int every && epoch % every == 0);
}
