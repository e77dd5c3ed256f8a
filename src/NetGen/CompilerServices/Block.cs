using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetGen.Numerics;

namespace NetGen.CompilerServices;

/// <summary>
/// Moves rows of samples into blocks and back. A block holds one line of <c>stride</c> samples for each feature, so that a vector holds the
/// same feature of neighbouring samples.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Block
{
    /// <summary>Two vectors, which most kernels compute at a time; and the 16 partial sums of gradients.</summary>
    private static nint LaneGroup
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated ? 32 : 16;
    }

    /// <summary>The samples that kernels compute for <paramref name="rows"/> rows: whole groups of vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Lanes(nint rows) => (rows + LaneGroup - 1) & -LaneGroup;

    /// <summary>Reads rows of samples into a block; the lanes behind them become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref readonly float source, nint width, nint rows, ref float block, nint stride)
    {
        // The width is a constant of the caller.
        if (width == 1)
        {
            LoadLine(in source, rows, ref block);
        }
        else
        {
            nint done = width switch
            {
                2 => NarrowTranspose.Separate(in source, ref block, stride, rows),
                3 => NarrowTranspose.SeparateThree(in source, ref block, stride, rows),
                4 => NarrowTranspose.SeparateFour(in source, ref block, stride, rows),
                _ => 0,
            };
            if (done < rows)
            {
                Transpose.Invoke(in Unsafe.Add(ref Unsafe.AsRef(in source), done * width), width, ref Unsafe.Add(ref block, done), stride, rows - done, width);
            }

            ClearPadding(ref block, width, Math.Max(done, rows), stride);
        }
    }

    /// <summary>Reads the first <paramref name="width"/> values of rows padded to <paramref name="paddedWidth"/> into a block; the lanes behind the rows become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPadded(ref readonly float source, nint paddedWidth, nint width, nint rows, ref float block, nint stride)
    {
        Transpose.Invoke(in source, paddedWidth, ref block, stride, rows, width);
        ClearPadding(ref block, width, rows, stride);
    }

    /// <summary>Writes class labels into a block as one-hot targets; the lanes behind them become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LoadLabels(ref readonly int labels, nint classes, nint rows, ref float block, nint stride)
    {
        // Whole vectors, at least as wide as those that kernels read: a load waits for the cache where several stores wrote what it reads.
        nint row = 0;
        if (Avx512F.IsSupported && Vector512.IsHardwareAccelerated)
        {
            for (; row < rows; row += Vector512<int>.Count)
            {
                Vector512<int> label = PartialVector.LoadIndices512(in labels, row, rows - row);
                for (nint k = 0; k < classes; k++)
                {
                    Vector512<float> isClass = Vector512.Equals(label, Vector512.Create((int)k)).AsSingle();
                    (isClass & Vector512<float>.One).StoreUnsafe(ref block, (nuint)((k * stride) + row));
                }
            }
        }
        else if (Avx2.IsSupported)
        {
            for (; row < rows; row += Vector256<int>.Count)
            {
                Vector256<int> label = PartialVector.LoadIndices256(in labels, row, rows - row);
                for (nint k = 0; k < classes; k++)
                {
                    Vector256<float> isClass = Vector256.Equals(label, Vector256.Create((int)k)).AsSingle();
                    (isClass & Vector256<float>.One).StoreUnsafe(ref block, (nuint)((k * stride) + row));
                }
            }
        }

        ClearLanes(ref block, classes, row, Lanes(rows), stride);
        for (; row < rows; row++)
        {
            Unsafe.Add(ref block, (Unsafe.Add(ref Unsafe.AsRef(in labels), row) * stride) + row) = 1f;
        }
    }

    /// <summary>Writes the same row into each lane of a block: 1 for one value, 0 for the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LoadUnit(nint index, nint width, nint lanes, ref float block, nint stride)
    {
        for (nint k = 0; k < width; k++)
        {
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref block, k * stride), (int)lanes).Fill(k == index ? 1f : 0f);
        }
    }

    /// <summary>Writes a block as rows of samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref readonly float block, nint stride, nint rows, ref float destination, nint width)
    {
        // The width is a constant of the caller.
        if (width == 1)
        {
            CopyLine(in block, ref destination, rows);
        }
        else
        {
            Transpose.Invoke(in block, stride, ref destination, width, width, rows);
        }
    }

    /// <summary>Writes a block as rows of samples, each padded with zeros to <paramref name="paddedWidth"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StorePadded(ref readonly float block, nint stride, nint rows, ref float destination, nint width, nint paddedWidth)
    {
        Transpose.Invoke(in block, stride, ref destination, paddedWidth, width, rows);
        if (width < paddedWidth)
        {
            for (nint row = 0; row < rows; row++)
            {
                Clear(ref Unsafe.Add(ref destination, (row * paddedWidth) + width), paddedWidth - width);
            }
        }
    }

    /// <summary>Sets the lanes behind the rows to zero, in each of <paramref name="width"/> lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ClearPadding(ref float block, nint width, nint rows, nint stride)
    {
        if (rows < Lanes(rows))
        {
            ClearLanes(ref block, width, rows, Lanes(rows), stride);
        }
    }

    /// <summary>Copies the first <paramref name="count"/> values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref readonly float source, ref float destination, nint count)
    {
        // The count is a constant of the caller: one output needs no loop. Parts of a vector are read apart, never two vectors as one: the kernel
        // has just stored them, and only what lies within one store is read before the store has reached the cache.
        if (count == 1)
        {
            destination = source;
            return;
        }

        nint k = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; count - k >= Vector512<float>.Count; k += Vector512<float>.Count)
            {
                Vector512.LoadUnsafe(in source, (nuint)k).StoreUnsafe(ref destination, (nuint)k);
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; count - k >= Vector256<float>.Count; k += Vector256<float>.Count)
            {
                Vector256.LoadUnsafe(in source, (nuint)k).StoreUnsafe(ref destination, (nuint)k);
            }
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; count - k >= Vector128<float>.Count; k += Vector128<float>.Count)
            {
                Vector128.LoadUnsafe(in source, (nuint)k).StoreUnsafe(ref destination, (nuint)k);
            }
        }

        for (; k < count; k++)
        {
            Unsafe.Add(ref destination, k) = Unsafe.Add(ref Unsafe.AsRef(in source), k);
        }
    }

    /// <summary>Copies the first <paramref name="width"/> values of each row of whole vectors to rows without padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyRows(ref readonly float source, nint paddedWidth, nint rows, ref float destination, nint width)
    {
        nint row = 0;
        if (Vector128.IsHardwareAccelerated && paddedWidth <= 2 * width)
        {
            // The padding goes where the next row will be.
            for (; row < rows - 1; row++)
            {
                Copy(in Unsafe.Add(ref Unsafe.AsRef(in source), row * paddedWidth), ref Unsafe.Add(ref destination, row * width), paddedWidth);
            }
        }

        for (; row < rows; row++)
        {
            Copy(in Unsafe.Add(ref Unsafe.AsRef(in source), row * paddedWidth), ref Unsafe.Add(ref destination, row * width), width);
        }
    }

    /// <summary>Sets <paramref name="count"/> values to zero.</summary>
    public static void Clear(ref float start, nint count) => MemoryMarshal.CreateSpan(ref start, (int)count).Clear();

    /// <summary>Rows of one value, by the widest vectors that kernels write.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CopyLine(ref readonly float source, ref float destination, nint rows) => Copy(in source, ref destination, rows);

    /// <summary>The same into a block, at least as wide as kernels read it; the lanes behind the rows become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LoadLine(ref readonly float source, nint rows, ref float block)
    {
        nint row = 0;
        if (Avx512F.IsSupported && Vector512.IsHardwareAccelerated)
        {
            for (; rows - row >= Vector512<float>.Count; row += Vector512<float>.Count)
            {
                Vector512.LoadUnsafe(in source, (nuint)row).StoreUnsafe(ref block, (nuint)row);
            }

            if (row < rows)
            {
                PartialVector.Load512(in source, row, rows - row).StoreUnsafe(ref block, (nuint)row);
                row += Vector512<float>.Count;
            }
        }
        else if (Avx2.IsSupported)
        {
            for (; rows - row >= Vector256<float>.Count; row += Vector256<float>.Count)
            {
                Vector256.LoadUnsafe(in source, (nuint)row).StoreUnsafe(ref block, (nuint)row);
            }

            if (row < rows)
            {
                PartialVector.Load256(in source, row, rows - row).StoreUnsafe(ref block, (nuint)row);
                row += Vector256<float>.Count;
            }
        }
        else
        {
            Copy(in source, ref block, rows);
            row = rows;
        }

        ClearPadding(ref block, 1, row, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ClearLanes(ref float block, nint width, nint first, nint lanes, nint stride)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ClearLanes<Simd512, Vector512<float>>(ref block, width, first, lanes, stride);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ClearLanes<Simd256, Vector256<float>>(ref block, width, first, lanes, stride);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            ClearLanes<Simd128, Vector128<float>>(ref block, width, first, lanes, stride);
        }
        else
        {
            ClearLanes<SimdScalar, float>(ref block, width, first, lanes, stride);
        }
    }

    /// <summary>
    /// Sets lanes to zero by whole vectors, since whole vectors are read next: a load waits for the cache where several stores wrote what it reads. If
    /// it has to, then once, here: for all lines at a time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClearLanes<S, T>(ref float block, nint width, nint first, nint lanes, nint stride)
        where S : struct, ISimd<T>
        where T : struct
    {
        nint border = first & -S.Count;
        T rowsOfBorder = S.CreateBits((uint)(first - border));
        for (nint k = 0; k < width; k++)
        {
            ref float line = ref Unsafe.Add(ref block, k * stride);
            nint lane = border;
            if (lane < first)
            {
                S.Store(S.SelectBitsLess(S.CountBits(0), rowsOfBorder, S.Load(ref line, lane), S.Create(0f)), ref line, lane);
                lane += S.Count;
            }

            for (; lane < lanes; lane += S.Count)
            {
                S.Store(S.Create(0f), ref line, lane);
            }
        }
    }
}
