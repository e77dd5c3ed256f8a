using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator.Tests;

/// <summary>The ops that take means and deviations, of a row or of a unit over the batch.</summary>
internal sealed partial class Interpreter
{
    /// <summary>Makes a spread of a twentieth of a row's largest value count as a distance of 1e-4.</summary>
    private const double SpreadScale = 2e-3;

    private double[] Normalize(NormalizeOp op)
    {
        double[] result = new double[rows * op.X.Width];
        for (int r = 0; r < rows; r++)
        {
            double[] x = this[op.X.Name][(r * op.X.Width)..((r + 1) * op.X.Width)];
            (double mean, double deviation) = Moments(x, op.Epsilon);

            // A row of nearly equal values has few digits left in float.
            Note(r, deviation > Math.Sqrt(op.Epsilon) ? SpreadScale * deviation / x.Max(Math.Abs) : 0);
            for (int k = 0; k < x.Length; k++)
            {
                result[(r * x.Length) + k] = (x[k] - mean) / deviation;
            }
        }

        return result;
    }

    /// <summary>The Jacobian of the row's normalization, entry by entry, times the upstream gradient.</summary>
    private double[] NormalizeGradient(NormalizeGradientOp op)
    {
        int width = op.X.Width;
        double[] result = new double[rows * width];
        for (int r = 0; r < rows; r++)
        {
            double[] x = this[op.X.Name][(r * width)..((r + 1) * width)];
            (double mean, double deviation) = Moments(x, op.Epsilon);
            for (int i = 0; i < width; i++)
            {
                for (int k = 0; k < width; k++)
                {
                    double derivative = (((i == k ? 1 : 0) - (1.0 / width)) / deviation)
                        - ((x[k] - mean) * (x[i] - mean) / (width * deviation * deviation * deviation));
                    result[(r * width) + i] += this[op.Upstream.Name][(r * width) + k] * derivative;
                }
            }
        }

        return result;
    }

    /// <summary>What the buffer of this name is after a training step.</summary>
    public double[] After(string buffer) => _values.GetValueOrDefault(Next(buffer)) ?? this[buffer];

    private static string Next(string buffer) => $"next {buffer}";

    private double[] BatchNorm(BatchNormOp op)
    {
        double[] x = this[op.X.Name];
        int width = op.X.Width;
        double[] mean = [.. this[op.Mean.Name]], variance = [.. this[op.Variance.Name]];
        for (int k = 0; k < width; k++)
        {
            double[] column = Column(x, k, width);
            (double m, double deviation) = Moments(column, op.Epsilon);
            double v = (deviation * deviation) - op.Epsilon;
            mean[k] += op.Momentum * (m - mean[k]);
            variance[k] += op.Momentum * ((v * rows / (rows - 1)) - variance[k]);
        }

        this[Next(op.Mean.Name)] = mean;
        this[Next(op.Variance.Name)] = variance;
        double[] scale = this[op.Scale.Name], bias = this[op.Bias.Name];
        return ForEach(Normalized(x, width, op.Epsilon), (n, k) => (n * scale[k % width]) + bias[k % width]);
    }

    private double RunningNorm(RunningNormOp op, double x, int k) =>
        ((x - this[op.Mean.Name][k]) / Math.Sqrt(this[op.Variance.Name][k] + op.Epsilon) * this[op.Scale.Name][k]) + this[op.Bias.Name][k];

    private double[] Normalized(double[] x, int width, double epsilon)
    {
        (double Mean, double Deviation)[] moments = [.. Enumerable.Range(0, width).Select(k => Moments(Column(x, k, width), epsilon))];
        return ForEach(x, (v, k) => (v - moments[k % width].Mean) / moments[k % width].Deviation);
    }

    /// <summary>The Jacobian of the column's normalization, entry by entry, times the upstream gradient.</summary>
    private double[] BatchNormGradient(BatchNormGradientOp op)
    {
        int width = op.X.Width;
        double[] result = new double[rows * width];
        for (int k = 0; k < width; k++)
        {
            double[] x = Column(this[op.X.Name], k, width), upstream = Column(this[op.Upstream.Name], k, width);
            (double mean, double deviation) = Moments(x, op.Epsilon);
            double scale = this[op.Scale.Name][k];
            for (int i = 0; i < rows; i++)
            {
                for (int r = 0; r < rows; r++)
                {
                    double derivative = (((i == r ? 1 : 0) - (1.0 / rows)) / deviation)
                        - ((x[r] - mean) * (x[i] - mean) / (rows * deviation * deviation * deviation));
                    result[(i * width) + k] += upstream[r] * scale * derivative;
                }
            }
        }

        return result;
    }

    private double[] Column(double[] x, int k, int width) => [.. Enumerable.Range(0, rows).Select(r => x[(r * width) + k])];

    private (double Mean, double Deviation) Moments(double[] x, double epsilon)
    {
        double mean = RoundedBy(x.Average(), x.Max(Math.Abs));
        return (mean, Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + epsilon));
    }
}
