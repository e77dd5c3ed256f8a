using System;

namespace NetGen;

/// <summary>What the training options of a network with batch statistics must keep to.</summary>
internal static class BatchStatisticsRules
{
    /// <exception cref="ArgumentException">Batches are cut into shards, or one has a single row.</exception>
    internal static void Check(NetworkDescription network, int rows, TrainingOptions options, string argument)
    {
        if (options.Threads > 1 || options.Shards > 1)
        {
            throw new ArgumentException(
                $"{network.Name} has a batch normalization, whose statistics are of the whole batch; {nameof(TrainingOptions.Threads)} and "
                + $"{nameof(TrainingOptions.Shards)} cut it into parts, so both must be 1.",
                argument);
        }

        int batchSize = Math.Min(options.BatchSize, rows);
        int last = rows % batchSize;
        if (batchSize == 1 || (last == 1 && !options.DropLastBatch))
        {
            string which = batchSize == 1 ? "every batch" : $"the last of the batches of {batchSize} of {rows} rows";
            throw new ArgumentException(
                $"{network.Name} has a batch normalization, which needs at least 2 rows in a batch; {which} has 1. Set another "
                + $"{nameof(TrainingOptions.BatchSize)}, or {nameof(TrainingOptions.DropLastBatch)}.",
                argument);
        }
    }
}
