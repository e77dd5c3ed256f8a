using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Finds NaN and infinity. A float is finite unless all bits of its exponent are set.</summary>
internal static class FiniteScan
{
    private const int Magnitude = 0x7FFFFFFF;
    private const int InfinityBits = 0x7F800000;
    private const int SearchBlock = 4096;

    /// <summary>True if no value is NaN or infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool AllFinite(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(values);
        if (Vector.IsHardwareAccelerated)
        {
            int width = Vector<int>.Count;
            Vector<int> mask = new(Magnitude);
            Vector<int> largest0 = Vector<int>.Zero;
            Vector<int> largest1 = Vector<int>.Zero;
            while (bits.Length >= 2 * width)
            {
                largest0 = Vector.Max(largest0, new Vector<int>(bits) & mask);
                largest1 = Vector.Max(largest1, new Vector<int>(bits[width..]) & mask);
                bits = bits[(2 * width)..];
            }

            if (Vector.GreaterThanOrEqualAny(Vector.Max(largest0, largest1), new Vector<int>(InfinityBits)))
            {
                return false;
            }
        }

        int largest = 0;
        foreach (int value in bits)
        {
            largest = Math.Max(largest, value & Magnitude);
        }

        return largest < InfinityBits;
    }

    /// <summary>The index of the first NaN or infinity, -1 if there is none.</summary>
    internal static int IndexOfNonFinite(ReadOnlySpan<float> values)
    {
        for (int start = 0; start < values.Length; start += SearchBlock)
        {
            ReadOnlySpan<float> block = values.Slice(start, Math.Min(SearchBlock, values.Length - start));
            if (AllFinite(block))
            {
                continue;
            }

            int i = 0;
            while (float.IsFinite(block[i]))
            {
                i++;
            }

            return start + i;
        }

        return -1;
    }
}
