using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>All that a training needs to go on.</summary>
internal sealed class CheckpointState
{
    /// <summary>The options that the state depends on; they must be the same in both runs.</summary>
    internal required IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; }

    /// <summary>Parameters and buffers, by the suffix of their tensors' names.</summary>
    internal required IReadOnlyList<KeyValuePair<string, float[]>> Slabs { get; init; }

    internal required EpochReport[] History { get; init; }

    internal required byte[] Optimizer { get; init; }

    internal required float BaseRate { get; init; }

    internal required TimeSpan Elapsed { get; init; }

    internal required int ProvenEpoch { get; init; }

    internal required int OlderEpoch { get; init; }
}
