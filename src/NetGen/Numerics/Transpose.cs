using System;
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
    /// written, nothing before the first or behind the last element of the source is read; the two rectangles must not overlap.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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

        if (rows <= 3 && rows == destinationStride)
        {
            nint done = NarrowTranspose.Interleave(in source, sourceStride, ref destination, rows, columns);
            Single(in source, sourceStride, ref destination, destinationStride, 0, rows, done, columns);
            return;
        }

        nint r = 0;
        if (Panel512.IsSupported && rows >= Panel512.Rows)
        {
            r = Panels<Panel512, Vector512<float>>(in source, sourceStride, ref destination, destinationStride, 0, rows, columns);
        }

        if (Panel256.IsSupported && rows - r >= Panel256.Rows)
        {
            r = Panels<Panel256, Vector256<float>>(in source, sourceStride, ref destination, destinationStride, r, rows, columns);
        }

        if (Panel128.IsSupported && rows - r >= Panel128.Rows)
        {
            r = Panels<Panel128, Vector128<float>>(in source, sourceStride, ref destination, destinationStride, r, rows, columns);
        }

        if (Panel128.IsSupported && r < rows && rows >= 4 && columns >= 4)
        {
            // Some of these rows once more.
            r = Panels<Panel128, Vector128<float>>(in source, sourceStride, ref destination, destinationStride, rows - 4, rows, columns);
        }

        if (r < rows)
        {
            Single(in source, sourceStride, ref destination, destinationStride, r, rows, 0, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Panels<P, T>(
        ref readonly float source, nint sourceStride, ref float destination, nint destinationStride, nint r, nint rows, nint columns)
        where P : struct, IPanel<T>
        where T : struct => columns >= 4
            ? Wide<P, T>(in source, sourceStride, ref destination, destinationStride, r, rows, columns)
            : Narrow<P, T>(in source, sourceStride, ref destination, destinationStride, r, rows, columns);

    // Methods of their own, as the next one: the JIT takes milliseconds for all of them, and most calls need one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint Wide<P, T>(
        ref readonly float source, nint sourceStride, ref float destination, nint destinationStride, nint r, nint rows, nint columns)
        where P : struct, IPanel<T>
        where T : struct
    {
        for (; rows - r >= P.Rows; r += P.Rows)
        {
            for (nint c = 0; c < columns; c += 4)
            {
                // The last ones may be some columns once more.
                Panel<P, T>(in source, sourceStride, ref destination, destinationStride, r, Math.Min(c, columns - 4), 4);
            }
        }

        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static nint Narrow<P, T>(
        ref readonly float source, nint sourceStride, ref float destination, nint destinationStride, nint r, nint rows, nint columns)
        where P : struct, IPanel<T>
        where T : struct
    {
        // Behind the few columns of a row is the next row; behind the last one there may be nothing to read.
        for (; rows - r > P.Rows && sourceStride + columns >= 4; r += P.Rows)
        {
            Panel<P, T>(in source, sourceStride, ref destination, destinationStride, r, 0, columns);
        }

        if (rows - r >= P.Rows)
        {
            Single(in source, sourceStride, ref destination, destinationStride, r, rows, 0, columns);
            r = rows;
        }

        return r;
    }

    /// <summary>Reads four columns, writes as many as asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Panel<P, T>(
        ref readonly float source, nint sourceStride, ref float destination, nint destinationStride, nint r, nint c, nint columns)
        where P : struct, IPanel<T>
        where T : struct
    {
        ref float from = ref Unsafe.Add(ref Unsafe.AsRef(in source), (r * sourceStride) + c);
        ref float to = ref Unsafe.Add(ref destination, (c * destinationStride) + r);
        T row0 = P.Gather(in from, sourceStride);
        T row1 = P.Gather(in Unsafe.Add(ref from, sourceStride), sourceStride);
        T row2 = P.Gather(in Unsafe.Add(ref from, 2 * sourceStride), sourceStride);
        T row3 = P.Gather(in Unsafe.Add(ref from, 3 * sourceStride), sourceStride);
        T even = P.ZipLow(row0, row2);
        T odd = P.ZipLow(row1, row3);
        P.Store(P.ZipLow(even, odd), ref to);
        if (columns == 1)
        {
            return;
        }

        P.Store(P.ZipHigh(even, odd), ref Unsafe.Add(ref to, destinationStride));
        if (columns == 2)
        {
            return;
        }

        even = P.ZipHigh(row0, row2);
        odd = P.ZipHigh(row1, row3);
        P.Store(P.ZipLow(even, odd), ref Unsafe.Add(ref to, 2 * destinationStride));
        if (columns == 4)
        {
            P.Store(P.ZipHigh(even, odd), ref Unsafe.Add(ref to, 3 * destinationStride));
        }
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
