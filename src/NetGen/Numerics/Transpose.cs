using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Numerics;

/// <summary>Transposes a rectangle in memory, by panels of 16, 8 or 4 rows and 4 columns in registers.</summary>
public static class Transpose
{
    /// <summary>
    /// destination[c * destinationStride + r] = source[r * sourceStride + c] for r from 0 to rows - 1 and c from 0 to columns - 1. Nothing else is
    /// read or written; the two rectangles must not overlap.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Invoke(
        ref readonly float source, nint sourceStride, ref float destination, nint destinationStride, nint rows, nint columns)
    {
        // A single line is the same both ways.
        if ((columns == 1 && sourceStride == 1) || (rows == 1 && destinationStride == 1))
        {
            nuint bytes = (nuint)(rows * columns) * sizeof(float);
            Unsafe.CopyBlockUnaligned(ref Unsafe.As<float, byte>(ref destination), in Unsafe.As<float, byte>(ref Unsafe.AsRef(in source)), (uint)bytes);
            return;
        }

        nint r = columns == 2 && sourceStride == 2 ? Pairs(in source, ref destination, destinationStride, rows) : 0;
        if (Panel512.IsSupported)
        {
            r = Panels<Panel512, Vector512<float>>(in source, sourceStride, ref destination, destinationStride, r, rows, columns);
        }

        if (Panel256.IsSupported)
        {
            r = Panels<Panel256, Vector256<float>>(in source, sourceStride, ref destination, destinationStride, r, rows, columns);
        }

        if (Panel128.IsSupported)
        {
            r = Panels<Panel128, Vector128<float>>(in source, sourceStride, ref destination, destinationStride, r, rows, columns);
        }

        Single(in source, sourceStride, ref destination, destinationStride, r, rows, 0, columns);
    }

    /// <summary>Two columns side by side in memory: apart, 4 rows at a time. Returns the rows done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Pairs(ref readonly float source, ref float destination, nint destinationStride, nint rows)
    {
        nint r = 0;
        if (Sse.IsSupported || AdvSimd.Arm64.IsSupported)
        {
            for (; rows - r >= 4; r += 4)
            {
                Vector128<float> low = Vector128.LoadUnsafe(in source, (nuint)(2 * r));
                Vector128<float> high = Vector128.LoadUnsafe(in source, (nuint)((2 * r) + 4));
                (Sse.IsSupported ? Sse.Shuffle(low, high, 0x88) : AdvSimd.Arm64.UnzipEven(low, high)).StoreUnsafe(ref destination, (nuint)r);
                (Sse.IsSupported ? Sse.Shuffle(low, high, 0xDD) : AdvSimd.Arm64.UnzipOdd(low, high)).StoreUnsafe(ref destination, (nuint)(destinationStride + r));
            }
        }

        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Panels<P, T>(
        ref readonly float source, nint sourceStride, ref float destination, nint destinationStride, nint r, nint rows, nint columns)
        where P : struct, IPanel<T>
        where T : struct
    {
        for (; rows - r >= P.Rows; r += P.Rows)
        {
            nint c = 0;
            for (; columns - c >= 4; c += 4)
            {
                ref float from = ref Unsafe.Add(ref Unsafe.AsRef(in source), r * sourceStride + c);
                ref float to = ref Unsafe.Add(ref destination, c * destinationStride + r);
                T row0 = P.Gather(in from, sourceStride);
                T row1 = P.Gather(in Unsafe.Add(ref from, sourceStride), sourceStride);
                T row2 = P.Gather(in Unsafe.Add(ref from, 2 * sourceStride), sourceStride);
                T row3 = P.Gather(in Unsafe.Add(ref from, 3 * sourceStride), sourceStride);
                T even = P.ZipLow(row0, row2);
                T odd = P.ZipLow(row1, row3);
                P.Store(P.ZipLow(even, odd), ref to);
                P.Store(P.ZipHigh(even, odd), ref Unsafe.Add(ref to, destinationStride));
                even = P.ZipHigh(row0, row2);
                odd = P.ZipHigh(row1, row3);
                P.Store(P.ZipLow(even, odd), ref Unsafe.Add(ref to, 2 * destinationStride));
                P.Store(P.ZipHigh(even, odd), ref Unsafe.Add(ref to, 3 * destinationStride));
            }

            Single(in source, sourceStride, ref destination, destinationStride, r, r + P.Rows, c, columns);
        }

        return r;
    }

    /// <summary>One by one, the rows from <paramref name="r"/> and the columns from <paramref name="firstColumn"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Single(
        ref readonly float source,
        nint sourceStride,
        ref float destination,
        nint destinationStride,
        nint r,
        nint rows,
        nint firstColumn,
        nint columns)
    {
        for (; r < rows; r++)
        {
            for (nint c = firstColumn; c < columns; c++)
            {
                Unsafe.Add(ref destination, c * destinationStride + r) = Unsafe.Add(ref Unsafe.AsRef(in source), r * sourceStride + c);
            }
        }
    }
}
