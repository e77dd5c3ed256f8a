using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.CompilerServices;

/// <summary>The weights of rows in a loss, made so that their mean is 1: then the mean loss needs no other divisor.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowWeights
{
    /// <summary>Checks the weights and returns what makes their mean 1.</summary>
    /// <exception cref="ArgumentException">A length does not fit, a weight is negative or not finite, or all are 0.</exception>
    public static double Factor(ReadOnlySpan<float> sampleWeights, int rows)
    {
        if (sampleWeights.Length != rows)
        {
            throw new ArgumentException($"sampleWeights has {sampleWeights.Length} values; expected {rows}, one a row.", nameof(sampleWeights));
        }

        double sum = Sum(sampleWeights);
        return sum > 0
            ? rows / sum
            : throw new ArgumentException("sampleWeights are all 0; expected at least one greater than 0.", nameof(sampleWeights));
    }

    /// <summary>The sum of weights.</summary>
    /// <exception cref="ArgumentException">A weight is negative or not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<float> sampleWeights)
    {
        double sum = 0;
        for (int row = 0; row < sampleWeights.Length; row++)
        {
            float weight = sampleWeights[row];
            if (!IsWeight(weight))
            {
                ThrowWeight(sampleWeights, row);
            }

            sum += weight;
        }

        return sum;
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowWeight(ReadOnlySpan<float> sampleWeights, int row) =>
        throw new ArgumentException($"sampleWeights[{row}] is {sampleWeights[row]}; expected a finite number of at least 0.", nameof(sampleWeights));

    /// <summary>Whether a number can be a weight.</summary>
    internal static bool IsWeight(float weight) => weight >= 0f && float.IsFinite(weight);

    /// <summary>Writes the weights of a block of rows, ones where there are none; the lanes behind them become zero.</summary>
    /// <param name="context">The weights of all rows of the pass.</param>
    /// <param name="row">The first row of the block.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="weights">A line of rows, written.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Load(ref readonly TrainingContext context, nint row, nint rows, ref float weights)
    {
        Span<float> line = MemoryMarshal.CreateSpan(ref weights, (int)Block.Lanes(rows));
        line[(int)rows..].Clear();
        line = line[..(int)rows];
        if (context.SampleWeights.IsEmpty)
        {
            line.Fill(1f);
            return;
        }

        ReadOnlySpan<float> source = context.SampleWeights.Slice((int)row, line.Length);
        double factor = context.WeightFactor;
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = (float)(source[i] * factor);
        }
    }
}
