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
    /// (v * rows / (rows - 1) - variance). The variance is taken in a second pass, from the distances to the mean
    /// found in the first, whose own mean corrects both (the corrected two-pass algorithm; Chan, Golub and LeVeque, 1983). A line is summed in the order of <see cref="Sum"/>, the
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
        Unsafe.SkipInit(out Line buffer);
        for (nint unit = 0; unit < units; unit++)
        {
            ref readonly float line = ref Unsafe.Add(ref Unsafe.AsRef(in values), unit * stride);
            double sum = 0;
            for (nint row = 0; row < rows; row += blockRows)
            {
                sum += Total(in Unsafe.Add(ref Unsafe.AsRef(in line), row / blockRows * blockDistance), Math.Min(blockRows, rows - row));
            }

            float near = (float)(sum / rows);
            double distances = 0;
            double squares = 0;
            for (nint row = 0; row < rows; row += blockRows)
            {
                nint count = Math.Min(blockRows, rows - row);
                distances += Distances(in Unsafe.Add(ref Unsafe.AsRef(in line), row / blockRows * blockDistance), ref buffer[0], count, near);
                squares += Squares(ref buffer[0], count);
            }

            // The sums of a line round; their distance from the mean does so less.
            double distance = distances / rows;
            double mean = near + distance;
            double variance = Math.Max(0, (squares / rows) - (distance * distance));
            Unsafe.Add(ref statistics, unit) = (float)mean;
            Unsafe.Add(ref statistics, unit + statisticsStride) = (float)(1 / Math.Sqrt(variance + epsilon));
            Take(ref Unsafe.Add(ref runningMean, unit), mean, momentum);
            Take(ref Unsafe.Add(ref runningVariance, unit), variance * rows / (rows - 1), momentum);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Total(ref readonly float values, nint count) => RowFold.Invoke<Sum.Addition>(in values, count);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Distances(ref readonly float values, ref float buffer, nint count, float mean)
    {
        RowMap.Invoke<Difference>(in values, ref buffer, count, mean);
        return RowFold.Invoke<Sum.Addition>(in buffer, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Squares(ref float buffer, nint count)
    {
        RowMap.Invoke<SquaredDifference>(in buffer, ref buffer, count, 0f);
        return RowFold.Invoke<Sum.Addition>(in buffer, count);
    }

    private static void Take(ref float running, double value, float momentum) => running = (float)(running + (momentum * (value - running)));

    [InlineArray(MostBlockRows)]
    private struct Line
    {
        private float _first;
    }
}
