using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen.CompilerServices;

/// <summary>Mean and variance of each unit over a batch that lies in memory as blocks, and the running estimates that follow them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchStatistics
{
    private const int MostBlockRows = 128;

    /// <summary>
    /// Writes means m and 1 / sqrt(v + epsilon), v the biased variance, and takes both in: mean += momentum * (m - mean), variance += momentum *
    /// (v * rows / (rows - 1) - variance). The variance is taken in a second pass, around the mean. A line is summed in the order of <see cref="Sum"/>, the
    /// blocks one after the other in double, so the bits do not depend on the vector width.
    /// </summary>
    /// <param name="values">The first line of the first block: one unit of its rows.</param>
    /// <param name="blockDistance">The distance between two blocks.</param>
    /// <param name="stride">The distance between two units of a block.</param>
    /// <param name="blockRows">Rows of a block, at most 128; the last may have fewer.</param>
    /// <param name="rows">Rows of all blocks, at least 2.</param>
    /// <param name="units">Number of units.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="statistics">The means, written; the inverse deviations <paramref name="statisticsStride"/> behind them.</param>
    /// <param name="statisticsStride">The distance between the two.</param>
    /// <param name="runningMean">The running means, changed.</param>
    /// <param name="runningVariance">The running variances, changed.</param>
    /// <param name="momentum">The part of this batch in them.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute(
        ref readonly float values,
        nint blockDistance,
        nint stride,
        nint blockRows,
        nint rows,
        nint units,
        float epsilon,
        ref float statistics,
        nint statisticsStride,
        ref float runningMean,
        ref float runningVariance,
        float momentum)
    {
        Unsafe.SkipInit(out Line squares);
        for (nint unit = 0; unit < units; unit++)
        {
            ref readonly float line = ref Unsafe.Add(ref Unsafe.AsRef(in values), unit * stride);
            double sum = 0;
            for (nint row = 0; row < rows; row += blockRows)
            {
                sum += Total(in Unsafe.Add(ref Unsafe.AsRef(in line), row / blockRows * blockDistance), Math.Min(blockRows, rows - row));
            }

            double exact = sum / rows;
            float mean = (float)exact;
            sum = 0;
            for (nint row = 0; row < rows; row += blockRows)
            {
                sum += TotalSquares(
                    in Unsafe.Add(ref Unsafe.AsRef(in line), row / blockRows * blockDistance), ref squares[0], Math.Min(blockRows, rows - row), mean);
            }

            // Around the exact mean, the squares are smaller by the square of the rounding.
            double variance = Math.Max(0, (sum / rows) - ((exact - mean) * (exact - mean)));
            Unsafe.Add(ref statistics, unit) = mean;
            Unsafe.Add(ref statistics, unit + statisticsStride) = (float)(1 / Math.Sqrt(variance + epsilon));
            Take(ref Unsafe.Add(ref runningMean, unit), exact, momentum);
            Take(ref Unsafe.Add(ref runningVariance, unit), variance * rows / (rows - 1), momentum);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Total(ref readonly float values, nint count) => RowFold.Invoke<Sum.Addition>(in values, count);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float TotalSquares(ref readonly float values, ref float squares, nint count, float mean)
    {
        RowMap.Invoke<SquaredDifference>(in values, ref squares, count, mean);
        return RowFold.Invoke<Sum.Addition>(in squares, count);
    }

    private static void Take(ref float running, double value, float momentum) => running = (float)(running + (momentum * (value - running)));

    [InlineArray(MostBlockRows)]
    private struct Line
    {
        private float _first;
    }
}
