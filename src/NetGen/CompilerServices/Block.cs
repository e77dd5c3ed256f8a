using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen.CompilerServices;

/// <summary>
/// Moves rows of samples into blocks and back. A block holds one line of <c>stride</c> samples for each feature, so that a vector holds the
/// same feature of neighbouring samples.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Block
{
    private const int LaneGroup = 32;

    /// <summary>The samples that kernels compute for <paramref name="rows"/> rows: whole groups of the widest vectors.</summary>
    public static nint Lanes(nint rows) => (rows + LaneGroup - 1) & -LaneGroup;

    /// <summary>Reads rows of samples into a block; the lanes behind them become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Load(ref readonly float source, nint width, nint rows, ref float block, nint stride)
    {
        Transpose.Invoke(in source, width, ref block, stride, rows, width);
        nint lanes = Lanes(rows);
        if (rows < lanes)
        {
            for (nint k = 0; k < width; k++)
            {
                Clear(ref Unsafe.Add(ref block, (k * stride) + rows), lanes - rows);
            }
        }
    }

    /// <summary>Writes class labels into a block as one-hot targets; the lanes behind them become zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LoadLabels(ref readonly int labels, nint classes, nint rows, ref float block, nint stride)
    {
        nint lanes = Lanes(rows);
        for (nint k = 0; k < classes; k++)
        {
            Clear(ref Unsafe.Add(ref block, k * stride), lanes);
        }

        for (nint row = 0; row < rows; row++)
        {
            Unsafe.Add(ref block, (Unsafe.Add(ref Unsafe.AsRef(in labels), row) * stride) + row) = 1f;
        }
    }

    /// <summary>Writes a block as rows of samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(ref readonly float block, nint stride, nint rows, ref float destination, nint width) =>
        Transpose.Invoke(in block, stride, ref destination, width, width, rows);

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ClearPadding(ref float block, nint width, nint rows, nint stride)
    {
        nint lanes = Lanes(rows);
        if (rows < lanes)
        {
            for (nint k = 0; k < width; k++)
            {
                Clear(ref Unsafe.Add(ref block, (k * stride) + rows), lanes - rows);
            }
        }
    }

    /// <summary>Writes lines of <paramref name="width"/> values to lines of <paramref name="stride"/> padded with zeros, or adds them there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(ref readonly float source, nint width, nint lines, ref float destination, nint stride, bool accumulate)
    {
        ref float from = ref Unsafe.AsRef(in source);
        ref float to = ref destination;
        if (width == stride && !accumulate)
        {
            Unsafe.CopyBlockUnaligned(ref Unsafe.As<float, byte>(ref to), ref Unsafe.As<float, byte>(ref from), (uint)(width * lines * sizeof(float)));
            return;
        }

        for (nint line = 0; line < lines; line++)
        {
            for (nint k = 0; k < width; k++)
            {
                Unsafe.Add(ref to, k) = accumulate ? Unsafe.Add(ref to, k) + Unsafe.Add(ref from, k) : Unsafe.Add(ref from, k);
            }

            for (nint k = width; k < stride; k++)
            {
                Unsafe.Add(ref to, k) = 0f;
            }

            from = ref Unsafe.Add(ref from, width);
            to = ref Unsafe.Add(ref to, stride);
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
}
