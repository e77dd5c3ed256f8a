using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// The counter-based generator Threefry-2x32 with 13 rounds (Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3, 2011): two
/// words of a counter become two random words, by additions, rotations and exclusive ors alone. There is no state, so any number of the sequence
/// can be computed at any time, and the same one at every vector width.
/// </summary>
/// <remarks>13 rounds are the fewest that the authors found to pass every test of BigCrush.</remarks>
public static class Threefry
{
    private const uint Parity = 0x1BD11BDA;

    /// <summary>Turns counters into random words, one counter a lane.</summary>
    /// <param name="x0">First word of the counters; then 32 random bits a lane.</param>
    /// <param name="x1">Second word of the counters; then 32 random bits a lane.</param>
    /// <param name="key0">First word of the key.</param>
    /// <param name="key1">Second word of the key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Invoke<S, T>(ref T x0, ref T x1, uint key0, uint key1)
        where S : struct, ISimd<T>
        where T : struct
    {
        uint key2 = Parity ^ key0 ^ key1;
        T a = S.AddBits(x0, S.CreateBits(key0));
        T b = S.AddBits(x1, S.CreateBits(key1));

        // Four rounds, then the next two words of the key and the number of the group.
        Rounds<S, T>(ref a, ref b, 13, 15, 26, 6);
        a = S.AddBits(a, S.CreateBits(key1));
        b = S.AddBits(b, S.CreateBits(key2 + 1));
        Rounds<S, T>(ref a, ref b, 17, 29, 16, 24);
        a = S.AddBits(a, S.CreateBits(key2));
        b = S.AddBits(b, S.CreateBits(key0 + 2));
        Rounds<S, T>(ref a, ref b, 13, 15, 26, 6);
        a = S.AddBits(a, S.CreateBits(key0));
        b = S.AddBits(b, S.CreateBits(key1 + 3));
        Round<S, T>(ref a, ref b, 17);
        x0 = a;
        x1 = b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Rounds<S, T>(ref T a, ref T b, int r0, int r1, int r2, int r3)
        where S : struct, ISimd<T>
        where T : struct
    {
        Round<S, T>(ref a, ref b, r0);
        Round<S, T>(ref a, ref b, r1);
        Round<S, T>(ref a, ref b, r2);
        Round<S, T>(ref a, ref b, r3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Round<S, T>(ref T a, ref T b, int rotation)
        where S : struct, ISimd<T>
        where T : struct
    {
        a = S.AddBits(a, b);
        b = S.XorBits(S.RotateBits(b, rotation), a);
    }
}
