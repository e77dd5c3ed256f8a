using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>What the tests of slopes draw their networks and numbers from.</summary>
internal static class SlopeCases
{
    /// <summary>Rows of a batch.</summary>
    public const int Rows = 3;

    /// <summary>Rows this near to a corner of a function are drawn anew: a difference across a corner is no slope.</summary>
    public const double Corner = 0.01;

    public static TheoryData<string> Activations => [.. ActivationCatalogue.All.Select(a => a.Function.ToString())];

    public static TheoryData<string> Losses => [.. Enum.GetNames<Loss>()];

    /// <summary>The last activation of a network with the loss.</summary>
    public static Activation LastOf(Loss loss) => loss switch
    {
        Loss.CrossEntropy => Activation.Softmax,
        Loss.BinaryCrossEntropy => Activation.Sigmoid,
        _ => Activation.Linear,
    };

    /// <summary>Values in [-scale, scale).</summary>
    public static double[] Numbers(Random random, int count, double scale) =>
        [.. Enumerable.Range(0, count).Select(_ => ((random.NextDouble() * 2) - 1) * scale)];

    /// <summary>Inputs and targets of a batch.</summary>
    public static Dictionary<string, double[]> Batch(Random random, Architecture architecture)
    {
        double[] inputs = Numbers(random, Rows * architecture.Inputs, 1.5);
        double[] targets = Numbers(random, Rows * architecture.Outputs, 1.5);

        // Any weights between 0 and 1 are targets of the cross-entropies, not only those of one class.
        bool isPositive = architecture.Loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy;
        return new() { ["input"] = inputs, ["target"] = isPositive ? Array.ConvertAll(targets, Math.Abs) : targets };
    }

    /// <summary>Runs a program on values by name; dropout is off without a seed and a step of its masks.</summary>
    public static Interpreter Run(NetworkProgram program, Dictionary<string, double[]> values, (ulong Seed, long Step)? masks = null)
    {
        var interpreter = new Interpreter(Rows) { Masks = masks };
        foreach ((string name, double[] value) in values)
        {
            interpreter[name] = value;
        }

        interpreter.Run(program);
        return interpreter;
    }
}
