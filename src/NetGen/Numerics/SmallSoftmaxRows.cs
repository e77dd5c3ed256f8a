using System;
using System.Runtime.CompilerServices;
using NetGen.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// <see cref="SmallSoftmax"/> of many rows: a vector holds the same logit of neighbouring rows, so that no lane is empty. The operations and their
/// order are those of a row by itself, and so are the bits.
/// </summary>
public static class SmallSoftmaxRows
{
    private const int RowLength = SmallSoftmax.MaxCount;

    /// <summary>Writes the softmax of each row of <paramref name="count"/> logits, from 1 to 16.</summary>
    /// <param name="logits">Rows of 16 values that may be overwritten; those behind the logits may be anything.</param>
    /// <param name="outputs">Rows of <paramref name="count"/> values, written. Nothing behind them is touched.</param>
    /// <param name="count">Number of logits of a row.</param>
    /// <param name="rows">Number of rows.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Invoke<S, T>(ref float logits, ref float outputs, nint count, nint rows)
        where S : struct, ISimd<T>
        where T : struct
    {
        nint row = 0;
        if (S.Count > 1)
        {
            Unsafe.SkipInit(out Buffer buffer);

            // Transposing takes four columns and more by vectors; the logits' rows and the block have room for those that are none.
            nint columns = Math.Max(count, 4);
            ref float block = ref StackScratch.Align(ref Unsafe.As<Buffer, float>(ref buffer));
            for (; row + S.Count <= rows; row += S.Count)
            {
                Transpose.Invoke(ref Unsafe.Add(ref logits, row * RowLength), RowLength, ref block, S.Count, S.Count, columns);
                Lanes<S, T>(ref block, count);
                Transpose.Invoke(ref block, S.Count, ref Unsafe.Add(ref outputs, row * count), count, count, S.Count);
            }
        }

        for (; row < rows; row++)
        {
            SmallSoftmax.Invoke(ref Unsafe.Add(ref logits, row * RowLength), ref Unsafe.Add(ref outputs, row * count), count);
        }
    }

    /// <summary>As many rows as there are lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lanes<S, T>(ref float block, nint count)
        where S : struct, ISimd<T>
        where T : struct
    {
        T largest = S.Load(ref block, 0);
        for (nint k = 1; k < count; k++)
        {
            largest = S.Max(largest, S.Load(ref block, k * S.Count));
        }

        for (nint k = 0; k < count; k++)
        {
            S.Store(Exp.Invoke<S, T>(S.Subtract(S.Load(ref block, k * S.Count), largest)), ref block, k * S.Count);
        }

        T sum = S.Add(
            S.Add(Strided<S, T>(ref block, 0, count), Strided<S, T>(ref block, 2, count)),
            S.Add(Strided<S, T>(ref block, 1, count), Strided<S, T>(ref block, 3, count)));
        for (nint k = 0; k < count; k++)
        {
            S.Store(S.Divide(S.Load(ref block, k * S.Count), sum), ref block, k * S.Count);
        }
    }

    /// <summary>Every fourth exponential; where there is no logit, zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Strided<S, T>(ref float block, nint k, nint count)
        where S : struct, ISimd<T>
        where T : struct =>
        S.Add(
            S.Add(OrZero<S, T>(ref block, k, count), OrZero<S, T>(ref block, k + 8, count)),
            S.Add(OrZero<S, T>(ref block, k + 4, count), OrZero<S, T>(ref block, k + 12, count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OrZero<S, T>(ref float block, nint k, nint count)
        where S : struct, ISimd<T>
        where T : struct =>
        k < count ? S.Load(ref block, k * S.Count) : S.Create(0f);

    [InlineArray((RowLength * RowLength) + StackScratch.Slack)]
    private struct Buffer
    {
        private float _first;
    }
}
