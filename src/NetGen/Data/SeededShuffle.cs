using System;

namespace NetGen;

/// <summary>
/// The one place where data handling draws random numbers: the same seed gives the same order on every machine and run.
/// SplitMix64 (Steele, Lea, Flood 2014) drives a Fisher-Yates shuffle; bounded draws are unbiased (Lemire 2019).
/// </summary>
internal static class SeededShuffle
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15UL;

    /// <summary>Writes a random permutation of 0 .. order.Length - 1.</summary>
    internal static void Permutation(Span<int> order, ulong seed)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        ulong state = seed;
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = NextInt(ref state, (uint)i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>A seed for one epoch, so that an epoch's order depends on nothing but the seed and the epoch.</summary>
    internal static ulong EpochSeed(ulong seed, int epoch) => Mix(seed + (GoldenGamma * ((ulong)(uint)epoch + 1)));

    private static int NextInt(ref ulong state, uint bound)
    {
        ulong product = (ulong)(uint)(Next(ref state) >> 32) * bound;
        if ((uint)product < bound)
        {
            uint threshold = (0u - bound) % bound;
            while ((uint)product < threshold)
            {
                product = (ulong)(uint)(Next(ref state) >> 32) * bound;
            }
        }

        return (int)(product >> 32);
    }

    private static ulong Next(ref ulong state)
    {
        state += GoldenGamma;
        return Mix(state);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
