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
    /// written; the two rectangles must not overlap.
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

        nint firstColumn = 0;
        if (Panel128.IsSupported)
        {
            r = Panels<Panel128, Vector128<float>>(in source, sourceStride, ref destination, destinationStride, r, rows, columns);
            if (r < rows && rows >= 4)
            {
                // The last panel repeats rows of the one before it.
                r = Panels<Panel128, Vector128<float>>(in source, sourceStride, ref destination, destinationStride, rows - 4, rows, columns);
            }

            if (r == 0 && rows is 2 or 3 && destinationStride == rows)
            {
                firstColumn = rows == 2
                    ? Interleave(in source, sourceStride, ref destination, columns)
                    : Triples(in source, sourceStride, ref destination, columns);
            }
        }

        Single(in source, sourceStride, ref destination, destinationStride, r, rows, firstColumn, columns);
    }

    /// <summary>
    /// Two columns side by side in memory: apart, 16, 8 or 4 rows at a time, as wide as what reads them: a wide load of what narrow stores wrote
    /// would wait for them. Returns the rows done.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Pairs(ref readonly float source, ref float destination, nint destinationStride, nint rows)
    {
        nint r = 0;
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            Vector512<int> even = Vector512.CreateSequence(0, 2);
            Vector512<int> odd = Vector512.CreateSequence(1, 2);
            for (; rows - r >= 16; r += 16)
            {
                Vector512<float> low = Vector512.LoadUnsafe(in source, (nuint)(2 * r));
                Vector512<float> high = Vector512.LoadUnsafe(in source, (nuint)((2 * r) + 16));
                Avx512F.PermuteVar16x32x2(low, even, high).StoreUnsafe(ref destination, (nuint)r);
                Avx512F.PermuteVar16x32x2(low, odd, high).StoreUnsafe(ref destination, (nuint)(destinationStride + r));
            }
        }

        if (Avx2.IsSupported)
        {
            for (; rows - r >= 8; r += 8)
            {
                Vector256<float> low = Vector256.LoadUnsafe(in source, (nuint)(2 * r));
                Vector256<float> high = Vector256.LoadUnsafe(in source, (nuint)((2 * r) + 8));
                Quarters(Avx.Shuffle(low, high, 0x88)).StoreUnsafe(ref destination, (nuint)r);
                Quarters(Avx.Shuffle(low, high, 0xDD)).StoreUnsafe(ref destination, (nuint)(destinationStride + r));
            }
        }

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

    /// <summary>The two middle quarters change places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Quarters(Vector256<float> v) => Avx2.Permute4x64(v.AsDouble(), 0xD8).AsSingle();

    /// <summary>Two lines, value by value in turn. Returns the columns done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Interleave(ref readonly float source, nint sourceStride, ref float destination, nint columns)
    {
        nint c = 0;
        for (; columns - c >= 4; c += 4)
        {
            Vector128<float> a = Vector128.LoadUnsafe(in source, (nuint)c);
            Vector128<float> b = Vector128.LoadUnsafe(in source, (nuint)(sourceStride + c));
            Panel128.ZipLow(a, b).StoreUnsafe(ref destination, (nuint)(2 * c));
            Panel128.ZipHigh(a, b).StoreUnsafe(ref destination, (nuint)((2 * c) + 4));
        }

        return c;
    }

    /// <summary>Three lines, value by value in turn. Each store writes one value too many, which the next one replaces. Returns the columns done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Triples(ref readonly float source, nint sourceStride, ref float destination, nint columns)
    {
        nint c = 0;
        for (; columns - c > 4; c += 4)
        {
            ref float to = ref Unsafe.Add(ref destination, 3 * c);
            Vector128<float> row0 = Vector128.LoadUnsafe(in source, (nuint)c);
            Vector128<float> row1 = Vector128.LoadUnsafe(in source, (nuint)(sourceStride + c));
            Vector128<float> row2 = Vector128.LoadUnsafe(in source, (nuint)((2 * sourceStride) + c));
            Vector128<float> even = Panel128.ZipLow(row0, row2);
            Vector128<float> odd = Panel128.ZipLow(row1, row1);
            Panel128.ZipLow(even, odd).StoreUnsafe(ref to);
            Panel128.ZipHigh(even, odd).StoreUnsafe(ref to, 3);
            even = Panel128.ZipHigh(row0, row2);
            odd = Panel128.ZipHigh(row1, row1);
            Panel128.ZipLow(even, odd).StoreUnsafe(ref to, 6);
            Panel128.ZipHigh(even, odd).StoreUnsafe(ref to, 9);
        }

        return c;
    }

    /// <summary>As many rows as 4 registers hold, and 4 columns, of which the first <paramref name="count"/> are written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Panel<P, T>(
        ref readonly float source, nint sourceStride, ref float destination, nint destinationStride, nint r, nint c, int count)
        where P : struct, IPanel<T>
        where T : struct
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
        if (count == 4)
        {
            P.Store(P.ZipHigh(even, odd), ref Unsafe.Add(ref to, 3 * destinationStride));
        }
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
                Panel<P, T>(in source, sourceStride, ref destination, destinationStride, r, c, 4);
            }

            if (c < columns && columns >= 4)
            {
                // The last panel repeats columns of the one before it.
                Panel<P, T>(in source, sourceStride, ref destination, destinationStride, r, columns - 4, 4);
            }
            else if (columns == 3 && r + P.Rows < rows)
            {
                // A fourth value is read behind each row, of the next one or its padding, and dropped.
                Panel<P, T>(in source, sourceStride, ref destination, destinationStride, r, 0, 3);
            }
            else
            {
                Single(in source, sourceStride, ref destination, destinationStride, r, r + P.Rows, c, columns);
            }
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
