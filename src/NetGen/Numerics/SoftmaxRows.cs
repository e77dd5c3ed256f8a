using System;
using System.Runtime.CompilerServices;
using NetGen.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// Softmax of many rows of at most 64 logits: a vector holds the same logit of neighbouring rows, so that no lane is empty and nothing is summed across
/// a vector. exp(z_k - m) times 1 / sum_j exp(z_j - m), m the largest logit, summed from the first logit to the last: the bits of a row depend neither
/// on the rows beside it nor on the vector width.
/// </summary>
public static class SoftmaxRows
{
    /// <summary>The most logits of a row.</summary>
    public const int MaxCount = 64;

    private const int BlockLength = 16 * MaxCount;

    /// <summary>Transposing takes four columns and more by vectors.</summary>
    private const int LeastColumns = 4;

    /// <summary>Writes the softmax of each row of <paramref name="count"/> logits, from 1 to 64.</summary>
    /// <param name="logits">Rows of <paramref name="stride"/> values; those behind the logits may be anything.</param>
    /// <param name="stride">The distance between two rows of logits, at least 4.</param>
    /// <param name="outputs">Rows of <paramref name="count"/> values, written. Nothing behind them is touched.</param>
    /// <param name="count">Number of logits of a row.</param>
    /// <param name="rows">Number of rows, at least one.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Invoke<S, T>(ref readonly float logits, nint stride, ref float outputs, nint count, nint rows)
        where S : struct, ISimd<T>
        where T : struct
    {
        Unsafe.SkipInit(out Buffer buffer);
        ref float block = ref StackScratch.Align(ref Unsafe.As<Buffer, float>(ref buffer));
        nint columns = Math.Max(count, LeastColumns);
        nint lanes = columns <= BlockLength / 32 ? 32 : 16;
        nint most = Math.Min(lanes, rows / S.Count * S.Count);
        if (most == 0)
        {
            // The lanes behind the rows are computed too.
            most = rows;
            Block.Clear(ref block, columns * lanes);
        }

        nint next;
        for (nint row = 0; row < rows; row = next)
        {
            // Whole vectors: the last ones may hold some rows once more.
            nint part = Math.Min(most, (rows - row + S.Count - 1) / S.Count * S.Count);
            next = Math.Min(row + part, rows);
            row = next - part;
            Transpose.Invoke(in Unsafe.Add(ref Unsafe.AsRef(in logits), row * stride), stride, ref block, lanes, part, columns);
            for (nint lane = 0; lane < part; lane += S.Count)
            {
                Lanes<S, T>(ref Unsafe.Add(ref block, lane), lanes, count * lanes);
            }

            Transpose.Invoke(ref block, lanes, ref Unsafe.Add(ref outputs, row * count), count, count, part);
        }
    }

    /// <summary>As many rows as there are lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lanes<S, T>(ref float block, nint stride, nint end)
        where S : struct, ISimd<T>
        where T : struct
    {
        T largest = S.Load(ref block, 0);
        for (nint k = stride; k < end; k += stride)
        {
            largest = S.Max(largest, S.Load(ref block, k));
        }

        T sum = S.Create(0f);
        for (nint k = 0; k < end; k += stride)
        {
            T exponential = Exp.OfNegative<S, T>(S.Subtract(S.Load(ref block, k), largest));
            sum = S.Add(sum, exponential);
            S.Store(exponential, ref block, k);
        }

        T scale = S.Divide(S.Create(1f), sum);
        for (nint k = 0; k < end; k += stride)
        {
            S.Store(S.MultiplyAdd(S.Load(ref block, k), scale, 0f), ref block, k);
        }
    }

    [InlineArray(BlockLength + StackScratch.Slack)]
    private struct Buffer
    {
        private float _first;
    }
}
