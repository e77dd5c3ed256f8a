using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>Measures the slopes of a network's tensors and holds its gradient against them.</summary>
internal static class GradientComparison
{
    /// <summary>The part of a tensor's largest gradient below which errors count as if the gradient were that large.</summary>
    private const double Floor = 1e-2;

    /// <summary>The error bound, relative to a tenth of the network's largest gradient, beyond which a parameter is not resolved.</summary>
    private const double Resolution = 0.1;

    internal static GradientCheckReport Run(LossProbe probe, float[] gradients, double loss, double noise, GradientCheckOptions options)
    {
        Xoshiro256 random = new(options.Seed);
        double largest = 0;
        foreach (float gradient in gradients)
        {
            largest = Math.Max(largest, Math.Abs(gradient));
        }

        var tensors = new List<TensorGradientCheck>();
        foreach (TensorDescription tensor in probe.Network.Description.Tensors)
        {
            int[] sample = Sample(tensor.Length, options.ParametersPerTensor, ref random);
            tensors.Add(Check(probe, tensor, sample, gradients, loss, noise, largest, options.Tolerance));
        }

        return new GradientCheckReport(probe.Network.Description.Name, loss, noise, options.Tolerance, tensors);
    }

    private static TensorGradientCheck Check(
        LossProbe probe, TensorDescription tensor, int[] sample, float[] gradients, double loss, double noise, double largest, double tolerance)
    {
        double floor = 0;
        foreach (int index in sample)
        {
            floor = Math.Max(floor, Floor * Math.Abs(gradients[tensor.PositionOf(index)]));
        }

        var result = new TensorGradientCheck(tensor.Name, sample.Length, 0, sample[0], 0, 0, 0, 0, 0, tolerance);
        double worst = -1;
        foreach (int index in sample)
        {
            int place = tensor.PositionOf(index);
            double gradient = gradients[place];
            SlopeEstimate slope = SlopeEstimate.Measure(probe, place, loss, noise);
            double size = Math.Max(floor, Math.Max(Math.Abs(gradient), Math.Abs(slope.Value)));
            double excess = Math.Abs(gradient - slope.Value) - slope.ErrorBound;
            double error = excess <= 0 || (slope.IsKink && double.IsFinite(gradient)) ? 0 : double.IsFinite(excess) ? excess / size : double.PositiveInfinity;
            bool isResolved = slope.IsKink || slope.ErrorBound <= Resolution * Math.Max(size, Resolution * largest);
            result = result with
            {
                Kinks = result.Kinks + (slope.IsKink ? 1 : 0),
                Unresolved = result.Unresolved + (isResolved ? 0 : 1),
            };
            if (error > worst)
            {
                worst = error;
                result = result with
                {
                    MaxRelativeError = error,
                    WorstIndex = index,
                    Gradient = gradient,
                    Difference = slope.Value,
                    ErrorBound = slope.ErrorBound,
                };
            }
        }

        return result;
    }

    /// <summary>Indices in rising order: all, or so many without repetition.</summary>
    private static int[] Sample(int length, int count, ref Xoshiro256 random)
    {
        int[] indices = new int[length];
        for (int i = 0; i < length; i++)
        {
            indices[i] = i;
        }

        if (count >= length)
        {
            return indices;
        }

        random.Shuffle<int>(indices);
        int[] sample = indices[..count];
        Array.Sort(sample);
        return sample;
    }
}
