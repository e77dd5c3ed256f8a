using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// The pseudo-random generator xoshiro256** 1.0 (Blackman and Vigna, 2018): 256 bits of state, period 2^256 - 1.
/// The same seed gives the same numbers, bit for bit, on every machine and operating system.
/// </summary>
/// <remarks>
/// <para>A seed becomes the state through four steps of SplitMix64, as the authors advise.</para>
/// <para>A struct: pass it by <c>ref</c>, a copy continues on its own. Not cryptographic: past numbers give away the coming ones.</para>
/// </remarks>
public struct Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Any value; close seeds give unrelated sequences.</param>
    public Xoshiro256(ulong seed)
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    /// <summary>Continues a sequence from a saved <see cref="State"/>.</summary>
    /// <exception cref="ArgumentException">All four numbers are zero, which is no state of this generator.</exception>
    public Xoshiro256((ulong S0, ulong S1, ulong S2, ulong S3) state)
    {
        if (state == default)
        {
            throw new ArgumentException("The state of xoshiro256** must hold a number other than 0; all four are 0.", nameof(state));
        }

        (_s0, _s1, _s2, _s3) = state;
    }

    /// <summary>The state, to be saved and given to the constructor later.</summary>
    public readonly (ulong S0, ulong S1, ulong S2, ulong S3) State => (_s0, _s1, _s2, _s3);

    /// <summary>The next 64 random bits.</summary>
    /// <exception cref="InvalidOperationException">The struct is <c>default</c>: it has no seed.</exception>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        if (result == 0 && State == default)
        {
            ThrowNoSeed();
        }

        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1): one of the 2^24 multiples of 2^-24, from the top 24 bits of one draw.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1 << 24));

    /// <summary>Uniform in [0, 1): one of the 2^53 multiples of 2^-53, from the top 53 bits of one draw.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>Uniform in 0 .. <paramref name="bound"/> - 1, without bias (Lemire, 2019).</summary>
    /// <param name="bound">At least 1.</param>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        uint range = (uint)bound;
        ulong product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            // 2^32 mod range: so many of the lowest fractions must be redrawn for every result to be equally likely.
            uint threshold = (0u - range) % range;
            while ((uint)product < threshold)
            {
                product = (NextUInt64() >> 32) * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>
    /// Standard normal, N(0, 1): the inverse normal distribution function of one draw of 52 bits, so values lie within +-8.21.
    /// Only additions, multiplications, divisions and square roots of doubles are used, hence equal bits everywhere.
    /// </summary>
    public double NextNormal() => NormalQuantile.At(((NextUInt64() >> 12) + 0.5) * (1.0 / (1L << 52)));

    /// <summary>Puts the items into random order, every order equally likely (Fisher and Yates).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowNoSeed() =>
        throw new InvalidOperationException("This Xoshiro256 is default and has no seed; make it with new Xoshiro256(seed).");
}
