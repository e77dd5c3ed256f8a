using System;
using System.Buffers.Binary;
using System.Linq;
using System.Security.Cryptography;
using Xunit;

namespace NetGen.Tests.Random;

public class Xoshiro256Tests
{
    [Fact]
    public void FromState1234_GivesTheNumbersOfTheReferenceCode()
    {
        Xoshiro256 random = new((1, 2, 3, 4));
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625,
            8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        foreach (ulong value in expected)
        {
            Assert.Equal(value, random.NextUInt64());
        }
    }

    [Fact]
    public void Seed_BecomesTheStateThroughSplitMix64()
    {
        Xoshiro256 random = new(1234567);
        Assert.Equal((6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL), random.State);
    }

    [Theory]
    [InlineData(0UL, 11091344671253066420UL, 13793997310169335082UL, 1900383378846508768UL)]
    [InlineData(42UL, 1546998764402558742UL, 6990951692964543102UL, 12544586762248559009UL)]
    public void Seed_GivesTheNumbersOfTheReferenceCode(ulong seed, ulong first, ulong second, ulong third)
    {
        Xoshiro256 random = new(seed);
        Assert.Equal(first, random.NextUInt64());
        Assert.Equal(second, random.NextUInt64());
        Assert.Equal(third, random.NextUInt64());
    }

    [Fact]
    public void SavedState_ContinuesTheSequence()
    {
        Xoshiro256 random = new(7);
        random.NextUInt64();
        Xoshiro256 restored = new(random.State);
        Assert.Equal(random.NextUInt64(), restored.NextUInt64());
        Assert.Equal(random.NextNormal(), restored.NextNormal());
        Assert.Equal(random.State, restored.State);
    }

    [Fact]
    public void AllZeroState_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Xoshiro256((0, 0, 0, 0)));
        Assert.Throws<InvalidOperationException>(() => default(Xoshiro256).NextUInt64());
    }

    [Fact]
    public void FirstMillion_HasTheHashOfAnIndependentProgram()
    {
        // Hashes of the little-endian bytes, computed by a Python program from the papers alone.
        Assert.Equal(
            "8CBF2BB4162B41F8EFA50A291B0F717B2EEFD7D657007FEC2D5D39F7A42C986D",
            Hash(8, (ref Xoshiro256 r, Span<byte> b) => BinaryPrimitives.WriteUInt64LittleEndian(b, r.NextUInt64())));
        Assert.Equal(
            "EDF09828B3AEA2E9CFE530DCCA7537A77311E81CC711BD5876CD7220E6762422",
            Hash(4, (ref Xoshiro256 r, Span<byte> b) => BinaryPrimitives.WriteSingleLittleEndian(b, r.NextSingle())));
        Assert.Equal(
            "AB580AC84083A85BB653CE2DBDA2E4526A99C3703F611913641B19D7A96A314C",
            Hash(8, (ref Xoshiro256 r, Span<byte> b) => BinaryPrimitives.WriteDoubleLittleEndian(b, r.NextNormal())));
    }

    [Fact]
    public void NextSingle_StaysBelowOne()
    {
        // The state whose next number has all bits set: 0xFFFF... / 9, rotated back by 7, / 5.
        ulong allBits = BackToState(ulong.MaxValue);
        Xoshiro256 random = new((1, allBits, 3, 4));
        Assert.Equal(0.99999994f, random.NextSingle());
        random = new((1, allBits, 3, 4));
        Assert.Equal(1.0 - (1.0 / (1L << 53)), random.NextDouble());
        random = new((1, 0, 3, 4));
        Assert.Equal(0f, random.NextSingle());
    }

    [Fact]
    public void NextNormal_AtTheEndsOfTheDrawIsFiniteAndSymmetric()
    {
        Xoshiro256 lowest = new((1, 0, 3, 4));
        Xoshiro256 highest = new((1, BackToState(ulong.MaxValue), 3, 4));
        Assert.Equal(-8.209536151601387, lowest.NextNormal(), 1e-14);
        Assert.Equal(8.209536151601387, highest.NextNormal(), 1e-14);
    }

    [Fact]
    public void NextNormal_HasTheMomentsAndTailsOfTheNormalDistribution()
    {
        const int Count = 1_000_000;
        Xoshiro256 random = new(2024);
        double sum = 0, squares = 0, cubes = 0, fourths = 0;
        int beyond2 = 0, beyond4 = 0;
        for (int i = 0; i < Count; i++)
        {
            double z = random.NextNormal();
            sum += z;
            squares += z * z;
            cubes += z * z * z;
            fourths += z * z * z * z;
            beyond2 += Math.Abs(z) > 2 ? 1 : 0;
            beyond4 += Math.Abs(z) > 4 ? 1 : 0;
        }

        // Five standard errors of each moment: sqrt(1), sqrt(2), sqrt(15), sqrt(96) over sqrt(count).
        Assert.InRange(sum / Count, -0.005, 0.005);
        Assert.InRange(squares / Count, 1 - 0.0071, 1 + 0.0071);
        Assert.InRange(cubes / Count, -0.0194, 0.0194);
        Assert.InRange(fourths / Count, 3 - 0.049, 3 + 0.049);

        // P(|z| > 2) = 0.0455003, P(|z| > 4) = 6.3342e-5.
        Assert.InRange(beyond2, 45500 - 1042, 45500 + 1042);
        Assert.InRange(beyond4, 63 - 40, 63 + 40);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void NextInt_ReachesEveryValueEquallyOften(int bound)
    {
        Xoshiro256 random = new(11);
        int[] counts = new int[bound];
        const int PerValue = 10_000;
        for (int i = 0; i < bound * PerValue; i++)
        {
            counts[random.NextInt(bound)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, PerValue - 500, PerValue + 500));
    }

    [Fact]
    public void NextInt_OfALargeBoundHasNoBias()
    {
        // With bound = 3 * 2^29 a plain multiplication maps 3, 3 and 2 of each 8 numbers to the remainders 0, 1 and 2.
        const int Bound = 3 << 29;
        Xoshiro256 random = new(12);
        int[] remainders = new int[3];
        const int Count = 300_000;
        for (int i = 0; i < Count; i++)
        {
            int value = random.NextInt(Bound);
            Assert.InRange(value, 0, Bound - 1);
            remainders[value % 3]++;
        }

        Assert.All(remainders, count => Assert.InRange(count, 100_000 - 1300, 100_000 + 1300));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextInt_OfNoValuesIsRefused(int bound) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Xoshiro256(1).NextInt(bound));

    [Fact]
    public void Shuffle_KeepsTheItemsAndDependsOnTheSeedOnly()
    {
        int[] first = Shuffled(5, 100);
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
        Assert.NotEqual(Enumerable.Range(0, 100), first);
        Assert.Equal(first, Shuffled(5, 100));
        Assert.NotEqual(first, Shuffled(6, 100));
    }

    [Fact]
    public void Shuffle_GivesEveryOrderEquallyOften()
    {
        Xoshiro256 random = new(99);
        int[] counts = new int[6];
        int[] items = new int[3];
        for (int i = 0; i < 60_000; i++)
        {
            (items[0], items[1], items[2]) = (0, 1, 2);
            random.Shuffle<int>(items);
            counts[(items[0] * 2) + (items[1] > items[2] ? 1 : 0)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9500, 10500));
    }

    [Fact]
    public void Drawing_AllocatesNothing()
    {
        Xoshiro256 random = new(3);
        int[] items = new int[10];
        random.Shuffle<int>(items);
        random.NextNormal();
        long before = GC.GetAllocatedBytesForCurrentThread();
        random.Shuffle<int>(items);
        random.NextNormal();
        random.NextInt(10);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private delegate void Draw(ref Xoshiro256 random, Span<byte> bytes);

    private static string Hash(int size, Draw draw)
    {
        byte[] bytes = new byte[1_000_000 * size];
        Xoshiro256 random = new(42);
        for (int i = 0; i < bytes.Length; i += size)
        {
            draw(ref random, bytes.AsSpan(i, size));
        }

        return Convert.ToHexString(SHA256.HashData(bytes));
    }

    private static int[] Shuffled(ulong seed, int count)
    {
        int[] items = Enumerable.Range(0, count).ToArray();
        new Xoshiro256(seed).Shuffle<int>(items);
        return items;
    }

    private static ulong BackToState(ulong result)
    {
        ulong rotated = result * Inverse(9);
        return ((rotated >> 7) | (rotated << 57)) * Inverse(5);
    }

    /// <summary>The inverse of an odd number modulo 2^64: each Newton step doubles the number of right bits.</summary>
    private static ulong Inverse(ulong odd)
    {
        ulong inverse = odd;
        for (int i = 0; i < 6; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}
