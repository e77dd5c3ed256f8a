using System;
using System.Threading;

namespace NetGen;

public sealed partial class Dataset
{
    private BatchWorkspace? _workspace;

    /// <summary>The rows in batches, for a training loop of your own. Allocates nothing from the second epoch on.</summary>
    /// <param name="batchSize">Rows of a batch: 1 is stochastic, <see cref="Rows"/> or more a full batch.</param>
    /// <param name="seed">Shuffles the rows; null keeps their order, and the batches are slices of the dataset.</param>
    /// <param name="epoch">Mixed into the seed, so that every epoch has an order of its own. Any number; the same gives the same order.</param>
    /// <param name="dropLast">Leaves out a last batch with fewer rows than <paramref name="batchSize"/> (never the only batch).</param>
    /// <example>
    /// <code>
    /// foreach (Batch batch in train.Batches(batchSize: 32, seed: 1, epoch))
    /// {
    ///     float loss = network.Backward(batch.Features, batch.Labels, gradients);
    ///     network.Update(adam, gradients);
    /// }
    /// </code>
    /// </example>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is less than 1.</exception>
    public BatchSequence Batches(int batchSize = 32, ulong? seed = null, int epoch = 0, bool dropLast = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return new BatchSequence(this, batchSize, seed, epoch, dropLast);
    }

    /// <summary>Loops that run at the same time get buffers of their own; one set is kept for the next epoch.</summary>
    internal BatchWorkspace RentWorkspace(int batchSize)
    {
        BatchWorkspace? kept = Interlocked.Exchange(ref _workspace, null);
        return kept is not null && kept.BatchSize >= batchSize ? kept : new BatchWorkspace(this, batchSize);
    }

    internal void ReturnWorkspace(BatchWorkspace workspace) => Volatile.Write(ref _workspace, workspace);
}
