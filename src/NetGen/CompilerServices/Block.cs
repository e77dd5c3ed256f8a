using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    /// <summary>Copies the first <paramref name="count"/> values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref readonly float source, ref float destination, nint count)
    {
        for (nint k = 0; k < count; k++)
        {
            Unsafe.Add(ref destination, k) = Unsafe.Add(ref Unsafe.AsRef(in source), k);
        }
    }

    /// <summary>Sets <paramref name="count"/> values to zero.</summary>
    public static void Clear(ref float start, nint count) => MemoryMarshal.CreateSpan(ref start, (int)count).Clear();
}
