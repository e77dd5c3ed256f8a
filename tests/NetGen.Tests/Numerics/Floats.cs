using System;
using System.Collections.Generic;

namespace NetGen.Tests.Numerics;

/// <summary>Floats by their place in the order of all floats, so that a sweep is dense where floats are.</summary>
internal static class Floats
{
    /// <summary>Every <paramref name="step"/>th float from low to high, both ends and their inner neighbours included, in blocks of 16.</summary>
    public static IEnumerable<float[]> Sweep(float low, float high, int step)
    {
        (long first, long last) = (Key(low), Key(high));
        yield return Block(first, 1, last);
        yield return Block(Math.Max(first, last - 15), 1, last);
        for (long key = first; key <= last; key += 16L * step)
        {
            yield return Block(key, step, last);
        }
    }

    /// <summary>Any bit pattern: normals, denormals, zeros, infinities and NaNs.</summary>
    public static float[] Random(int count, int seed)
    {
        System.Random random = new(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            // Half of them in the range where the functions live.
            values[i] = (i & 1) == 0 ? BitConverter.Int32BitsToSingle((int)random.NextInt64(1L << 32)) : (random.NextSingle() - 0.5f) * 200f;
        }

        ReadOnlySpan<float> special =
            [0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, float.MaxValue];
        special.CopyTo(values);
        return values;
    }

    private static float[] Block(long key, int step, long last)
    {
        float[] block = new float[16];
        for (int i = 0; i < 16; i++)
        {
            block[i] = FromKey((int)Math.Min(key + (long)i * step, last));
        }

        return block;
    }

    private static int Key(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        return bits < 0 ? int.MinValue - bits : bits;
    }

    private static float FromKey(int key) => BitConverter.Int32BitsToSingle(key < 0 ? int.MinValue - key : key);
}
