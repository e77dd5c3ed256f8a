using System;

namespace NetGen;

/// <summary>
/// How the rows of a batch are cut into shards: neighbouring rows, whole groups of 32 (the most samples that training kernels compute together),
/// as equal as that allows, the rest in the last one. It depends on the number of rows and of shards alone.
/// </summary>
internal static class Shards
{
    /// <summary>A shard has at least so many rows, unless the whole batch has fewer.</summary>
    internal const int Group = 32;

    /// <summary>The shards that are used for a batch: no more than it has whole groups, and at least 1.</summary>
    internal static int Count(int rows, int shards) => Math.Clamp(rows / Group, 1, shards);

    /// <summary>The first row of a shard; for the number behind the last one the number of rows.</summary>
    internal static int Start(int shard, int rows, int count) =>
        shard == count ? rows : (int)((long)(rows / Group) * shard / count) * Group;
}
