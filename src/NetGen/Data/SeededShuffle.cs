using System;

namespace NetGen;

/// <summary>The one place where data handling draws random numbers: the same seed gives the same order on every machine and run.</summary>
internal static class SeededShuffle
{
    /// <summary>Writes a random permutation of 0 .. order.Length - 1.</summary>
    internal static void Permutation(Span<int> order, ulong seed)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Xoshiro256 random = new(seed);
        random.Shuffle(order);
    }

    /// <summary>
    /// A seed for one epoch, so that an epoch's order depends on nothing but the seed and the epoch. The finalizer of SplitMix64 keeps
    /// (seed, epoch + 1) and (seed + 1, epoch) apart.
    /// </summary>
    internal static ulong EpochSeed(ulong seed, int epoch)
    {
        ulong z = seed + (0x9E3779B97F4A7C15UL * ((ulong)(uint)epoch + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
