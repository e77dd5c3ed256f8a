using System;

namespace NetGen;

/// <summary>The states of a network that its training can go back to.</summary>
internal sealed class ParameterSnapshots(INetwork network, bool keepsBest)
{
    /// <summary>Before training.</summary>
    internal ParameterSnapshot Initial { get; } = new(network);

    /// <summary>At the start of the last epoch whose first batch gave a finite loss and gradient.</summary>
    internal ParameterSnapshot Proven { get; private set; } = new(network);

    /// <summary>At the start of such an epoch before.</summary>
    internal ParameterSnapshot Older { get; private set; } = new(network);

    /// <summary>Of the best epoch; null if it is not kept.</summary>
    internal ParameterSnapshot? Best { get; } = keepsBest ? new(network) : null;

    /// <summary>Takes all of them anew, before the first epoch.</summary>
    internal void TakeAll()
    {
        foreach (ParameterSnapshot? snapshot in (ReadOnlySpan<ParameterSnapshot?>)[Initial, Proven, Older, Best])
        {
            snapshot?.Take(0);
        }
    }

    /// <summary>Takes the start of an epoch, once its first batch gave a finite loss and gradient.</summary>
    internal void Prove(int epoch)
    {
        (Proven, Older) = (Older, Proven);
        Proven.Take(epoch);
    }

    /// <summary>Gives the network the newest of the last ones that is good, else those from before training.</summary>
    /// <returns>Which it has now, as the end of a message.</returns>
    internal string RestoreNewestGood(Func<bool> isGood)
    {
        // A snapshot gave a finite loss on its first batch, but after a few epochs of divergence not always on all of them.
        foreach (ParameterSnapshot snapshot in (ReadOnlySpan<ParameterSnapshot>)[Proven, Older, Initial])
        {
            snapshot.Restore();
            if (isGood())
            {
                return snapshot.Epoch == 0
                    ? " The parameters had overflowed; the network has those that training began with."
                    : $" The parameters had overflowed; the network has those from the start of epoch {snapshot.Epoch}.";
            }
        }

        return " The parameters that training began with give no finite loss either.";
    }
}
