using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <summary>
/// Copies scattered rows next to each other, optimized from the first call on: a short training is over before the runtime optimizes anything. Row numbers are
/// checked by the callers.
/// </summary>
internal static class RowGather
{
    /// <summary>From this width on the call of the platform's copy routine no longer counts.</summary>
    private const int WideRow = 64;

    /// <summary>Copies rows of <paramref name="width"/> values each, in the order given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy(ReadOnlySpan<float> source, int width, ReadOnlySpan<int> rows, Span<float> destination)
    {
        destination = destination[..(rows.Length * width)];
        if (width >= WideRow)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                source.Slice(rows[i] * width, width).CopyTo(destination[(i * width)..]);
            }
        }
        else if (width >= Vector128<float>.Count)
        {
            CopyMedium(source, width, rows, destination);
        }
        else
        {
            for (int i = 0; i < rows.Length; i++)
            {
                for (int j = 0; j < width; j++)
                {
                    destination[(i * width) + j] = source[(rows[i] * width) + j];
                }
            }
        }
    }

    /// <summary>Copies single values, in the order given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy(ReadOnlySpan<int> source, ReadOnlySpan<int> rows, Span<int> destination)
    {
        destination = destination[..rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            destination[i] = source[rows[i]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyMedium(ReadOnlySpan<float> source, int width, ReadOnlySpan<int> rows, Span<float> destination)
    {
        int last = width - Vector128<float>.Count;
        ref float target = ref MemoryMarshal.GetReference(destination);
        foreach (int row in rows)
        {
            ref float from = ref MemoryMarshal.GetReference(source.Slice(row * width, width));
            for (int j = 0; j < last; j += Vector128<float>.Count)
            {
                Vector128.LoadUnsafe(ref from, (nuint)j).StoreUnsafe(ref target, (nuint)j);
            }

            // The last block overlaps the one before it where the width is not a multiple of four.
            Vector128.LoadUnsafe(ref from, (nuint)last).StoreUnsafe(ref target, (nuint)last);
            target = ref Unsafe.Add(ref target, width);
        }
    }
}
