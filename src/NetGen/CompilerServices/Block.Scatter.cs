using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.CompilerServices;

/// <summary>Where the sums of gradients go.</summary>
public static partial class Block
{
    /// <summary>Parameters lie on multiples of so many floats.</summary>
    private const int Alignment = 16;

    /// <summary>
    /// Writes lines of <paramref name="width"/> values to lines of <paramref name="stride"/> padded with zeros, or adds them there. The last line
    /// is padded to a multiple of 16 values.
    /// </summary>
    /// <param name="source">16 values, readable up to 3 behind them.</param>
    /// <param name="first">Where in the source the lines start, without gaps between them.</param>
    /// <param name="width">Values of a line.</param>
    /// <param name="lines">Number of lines.</param>
    /// <param name="destination">Room for the lines, rounded up to a multiple of 16 values; zero where padding is, if values are added.</param>
    /// <param name="stride">4, 8 or 16; at least the width.</param>
    /// <param name="accumulate">Whether to add.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(ref readonly float source, nint first, nint width, nint lines, ref float destination, nint stride, bool accumulate)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            // Whole vectors, since whole vectors are read next: a load waits for the cache where several stores wrote what it reads. No loop for the
            // first two: all but the values is constant then. A product of arguments is constant to the JIT at once, so it drops what isn't needed
            // before it has cost time; a local would be constant too late for that.
            ScatterVector(in source, first, width, stride * lines, ref destination, 0, stride, accumulate);
            if (stride * lines > 16)
            {
                ScatterVector(in source, first, width, stride * lines, ref destination, 16, stride, accumulate);
            }

            if (stride * lines > 32)
            {
                for (nint k = 32; k < stride * lines; k += Vector512<float>.Count)
                {
                    ScatterVector(in source, first, width, stride * lines, ref destination, k, stride, accumulate);
                }
            }

            return;
        }

        nint end = stride * lines;
        nint room = (end + Alignment - 1) & -Alignment;
        if (Avx2.IsSupported)
        {
            Vector256<float> low = Vector256.LoadUnsafe(in source);
            Vector256<float> high = Vector256.LoadUnsafe(in source, (nuint)Vector256<float>.Count);
            Vector256<int> lane = Vector256<int>.Indices;

            // A permutation takes the lowest three bits of an index: one of the two is what is asked for.
            for (nint k = 0; k < room; k += Vector256<float>.Count)
            {
                Vector256<int> place = lane + Vector256.Create((int)k);
                Vector256<int> unit = place & Vector256.Create((int)stride - 1);
                Vector256<int> line = Vector256.ShiftRightLogical(place, BitOperations.Log2((uint)stride));
                Vector256<int> from = (line * Vector256.Create((int)width)) + unit + Vector256.Create((int)first);
                Vector256<float> isInside = (Vector256.LessThan(unit, Vector256.Create((int)width)) & Vector256.LessThan(place, Vector256.Create((int)end))).AsSingle();
                Vector256<float> isHigh = Vector256.GreaterThan(from, Vector256.Create(Vector256<int>.Count - 1)).AsSingle();
                Vector256<float> lanes = Vector256.ConditionalSelect(isHigh, Avx2.PermuteVar8x32(high, from), Avx2.PermuteVar8x32(low, from)) & isInside;
                (accumulate ? lanes + Vector256.LoadUnsafe(ref destination, (nuint)k) : lanes).StoreUnsafe(ref destination, (nuint)k);
            }

            return;
        }

        for (nint k = 0; k < room; k += Vector128<float>.Count)
        {
            nint unit = k & (stride - 1);
            nint left = k < end ? width - unit : 0;
            nint from = first + (k / stride * width) + unit;
            if (Vector128.IsHardwareAccelerated)
            {
                Vector128<float> isUnit = Vector128.LessThan(Vector128<int>.Indices, Vector128.Create((int)left)).AsSingle();
                Vector128<float> lanes = left > 0 ? Vector128.LoadUnsafe(in source, (nuint)from) & isUnit : Vector128<float>.Zero;
                (accumulate ? lanes + Vector128.LoadUnsafe(ref destination, (nuint)k) : lanes).StoreUnsafe(ref destination, (nuint)k);
                continue;
            }

            for (nint j = 0; j < Vector128<float>.Count; j++)
            {
                ref float to = ref Unsafe.Add(ref destination, k + j);
                float value = j < left ? Unsafe.Add(ref Unsafe.AsRef(in source), from + j) : 0f;
                to = accumulate ? to + value : value;
            }
        }
    }

    /// <summary>What <see cref="Scatter"/> writes to the vector at <paramref name="k"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ScatterVector(
        ref readonly float source, nint first, nint width, nint end, ref float destination, nint k, nint stride, bool accumulate)
    {
        Vector512<float> values = Vector512.LoadUnsafe(in source);
        if (first != 0 || width != stride || end != Vector512<float>.Count)
        {
            Vector512<int> place = Vector512<int>.Indices + Vector512.Create((int)k);
            Vector512<int> unit = place & Vector512.Create((int)stride - 1);
            Vector512<int> line = Vector512.ShiftRightLogical(place, BitOperations.Log2((uint)stride));
            Vector512<int> from = (line * Vector512.Create((int)width)) + unit + Vector512.Create((int)first);
            Vector512<int> isInside = Vector512.LessThan(unit, Vector512.Create((int)width)) & Vector512.LessThan(place, Vector512.Create((int)end));
            values = Vector512.ShuffleNative(values, from) & isInside.AsSingle();
        }

        if (accumulate)
        {
            values += Vector512.LoadUnsafe(ref destination, (nuint)k);
        }

        values.StoreUnsafe(ref destination, (nuint)k);
    }
}
