using System;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Turns outputs into classes and counts correct ones.</summary>
internal static class Answers
{
    internal const float Threshold = 0.5f;

    internal static AccuracyRule RuleFor(INetwork network, Dataset data)
    {
        Loss loss = network.Description.Loss;
        if (network.OutputSize > 1 && (data.HasLabels || loss == Loss.CrossEntropy))
        {
            return AccuracyRule.LargestOutput;
        }

        return data.HasLabels || loss == Loss.BinaryCrossEntropy ? AccuracyRule.Threshold : AccuracyRule.None;
    }

    /// <summary>The class that the outputs of one row stand for; -1 if an output is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int ClassOf(ReadOnlySpan<float> outputs)
    {
        if (outputs.Length == 1)
        {
            return float.IsNaN(outputs[0]) ? -1 : outputs[0] > Threshold ? 1 : 0;
        }

        int best = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (float.IsNaN(outputs[i]))
            {
                return -1;
            }

            if (outputs[i] > outputs[best])
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>Number of rows whose largest output is at the label.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static long CountCorrect(ReadOnlySpan<float> outputs, int outputSize, ReadOnlySpan<int> labels)
    {
        long correct = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            correct += ClassOf(outputs.Slice(row * outputSize, outputSize)) == labels[row] ? 1 : 0;
        }

        return correct;
    }

    /// <summary>Number of rows whose largest output is where the largest target is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static long CountCorrect(ReadOnlySpan<float> outputs, int outputSize, ReadOnlySpan<float> targets)
    {
        long correct = 0;
        for (int start = 0; start < targets.Length; start += outputSize)
        {
            correct += ClassOf(outputs.Slice(start, outputSize)) == ClassOf(targets.Slice(start, outputSize)) ? 1 : 0;
        }

        return correct;
    }

    /// <summary>Number of outputs on the same side of 0.5 as their targets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static long CountOnSide(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        long correct = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            correct += !float.IsNaN(outputs[i]) && outputs[i] > Threshold == targets[i] > Threshold ? 1 : 0;
        }

        return correct;
    }
}
