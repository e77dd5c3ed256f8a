using System;
using System.Numerics;

namespace NetGen.Generator.Tests;

/// <summary>The masks of dropout one by one, in plain integers: Threefry-2x32 with 13 rounds of (row, unit / 2) under a key of seed, step and layer.</summary>
internal static class DropoutReference
{
    private static readonly int[] Rotations = [13, 15, 26, 6, 17, 29, 16, 24];

    public static bool IsKept(ulong seed, long step, int layer, int row, int unit, float rate)
    {
        ulong key = Finalize(Finalize(Finalize(seed) ^ (ulong)step) + (ulong)layer);
        (uint even, uint odd) = Threefry((uint)row, (uint)(unit / 2), (uint)key, (uint)(key >> 32), 13);
        int bits = unchecked((int)(unit % 2 == 0 ? even : odd));
        return bits + (double)(1u << 31) < Math.Round((1 - (double)rate) * 4294967296.0);
    }

    public static (uint X0, uint X1) Threefry(uint x0, uint x1, uint key0, uint key1, int rounds)
    {
        uint[] key = [key0, key1, 0x1BD11BDA ^ key0 ^ key1];
        (x0, x1) = unchecked((x0 + key[0], x1 + key[1]));
        for (int round = 0; round < rounds; round++)
        {
            x0 = unchecked(x0 + x1);
            x1 = BitOperations.RotateLeft(x1, Rotations[round % 8]) ^ x0;
            if (round % 4 == 3)
            {
                int group = (round / 4) + 1;
                x0 = unchecked(x0 + key[group % 3]);
                x1 = unchecked(x1 + key[(group + 1) % 3] + (uint)group);
            }
        }

        return (x0, x1);
    }

    private static ulong Finalize(ulong z)
    {
        unchecked
        {
            z += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
