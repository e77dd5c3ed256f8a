extern alias Runtime;

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Runtime::NetGen;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Generator.Tests;

/// <summary>Generated code computes what the program says, whatever the shapes.</summary>
[Trait("Category", "Functional")]
public sealed class GeneratedAgainstInterpreterTests(ITestOutputHelper output)
{
    private const int Count = 240;
    private const double KinkDistance = 1e-4;

    private static int Seed => int.Parse(Environment.GetEnvironmentVariable("NETGEN_TEST_SEED") ?? "20261120", CultureInfo.InvariantCulture);

    [Fact]
    public void RandomNetworks_ComputeWhatTheProgramSays()
    {
        output.WriteLine($"NETGEN_TEST_SEED={Seed}");
        var architectures = new RandomArchitectures(Seed);
        List<Architecture> drawn = [.. Enumerable.Range(0, Count).Select(_ => architectures.Next())];
        IReadOnlyList<INetwork> networks = CompiledNetworks.Compile(drawn);
        var random = new Random(Seed);
        for (int i = 0; i < Count; i++)
        {
            Check(drawn[i], networks[i], random);
        }
    }

    private static void Check(Architecture architecture, INetwork network, Random random)
    {
        int[] batches = [1, 2, 5, 8, 9, 31, 32, 33, 64, 65, 130];
        int rows = batches[random.Next(batches.Length)];
        NetworkPrograms programs = Lowering.Run(ShapeInference.Run(architecture.ToModel("Net")));
        foreach (TensorDescription bias in network.Description.Tensors.Where(tensor => tensor.Role == TensorRole.Bias))
        {
            network.SetTensor(bias.Name, [.. Enumerable.Range(0, bias.Length).Select(_ => (random.NextSingle() - 0.5f) * 0.5f)]);
        }

        float[] inputs = new float[rows * network.InputSize];
        float[] targets = new float[rows * network.OutputSize];
        Interpreter interpreter = Draw(architecture, network, programs, inputs, targets, random);
        double[] expectedOutputs = interpreter[programs.Output.Name];
        interpreter.Run(programs.Training);
        interpreter.Add(programs.Penalties);
        string context = $"{architecture}, {rows} rows";
        float[] outputs = new float[rows * network.OutputSize];
        network.Forward(inputs, outputs);
        Near(expectedOutputs, outputs, $"output of {context}");

        float[] gradients = new float[network.ParameterStorage];
        Array.Fill(gradients, float.NaN);
        float loss = network.Backward(inputs, targets, gradients);
        Near(interpreter["loss"], [loss], $"loss of {context}");
        Near(LossOutsideOfTraining(programs, network, inputs, targets, interpreter), [network.ComputeLoss(inputs, targets)], $"loss without gradient of {context}");
        Assert.DoesNotContain(gradients, float.IsNaN);
        CheckGradients(network, interpreter, gradients, context);
        if (network is IWeightedNetwork weighted)
        {
            CheckWeights(weighted, programs, interpreter, inputs, targets, random, context);
        }
    }

    /// <summary>
    /// Draws rows, and draws those anew that come near a point where a derivative jumps: there, float and double may rightly differ. Gives the
    /// interpreter after the forward pass.
    /// </summary>
    private static Interpreter Draw(Architecture architecture, INetwork network, NetworkPrograms programs, float[] inputs, float[] targets, Random random)
    {
        int rows = inputs.Length / network.InputSize;
        List<int> open = [.. Enumerable.Range(0, rows)];
        for (int attempt = 0; attempt < 100; attempt++)
        {
            foreach (int row in open)
            {
                Fill(inputs.AsSpan(row * network.InputSize, network.InputSize), random);
                FillTargets(architecture.Loss, targets.AsSpan(row * network.OutputSize, network.OutputSize), random);
            }

            Interpreter interpreter = Interpret(programs, network, inputs, targets, rows);
            open = [.. open.Where(row => interpreter.NearestKink[row] < KinkDistance)];
            if (open.Count == 0)
            {
                return interpreter;
            }
        }

        throw new InvalidOperationException($"{architecture}: rows stay near a kink.");
    }

    private static Interpreter Interpret(NetworkPrograms programs, INetwork network, float[] inputs, float[] targets, int rows)
    {
        var interpreter = new Interpreter(rows) { ["input"] = ToDouble(inputs), ["target"] = ToDouble(targets), Masks = MasksOf(network) };
        foreach (TensorDescription tensor in network.Description.Tensors)
        {
            float[] values = new float[tensor.Length];
            network.GetTensor(tensor.Name, values);
            interpreter[tensor.Name] = ToDouble(values);
        }

        interpreter.Run(new NetworkProgram(new EquatableArray<Op>(programs.Training.Ops.TakeWhile(op => op is not LossGradientOp))));
        interpreter.Run(programs.Inference);
        return interpreter;
    }

    /// <summary>The same once more with weights; some are 0.</summary>
    private static void CheckWeights(IWeightedNetwork network, NetworkPrograms programs, Interpreter interpreter, float[] inputs, float[] targets, Random random, string context)
    {
        float[] weights = [.. Enumerable.Range(0, inputs.Length / network.InputSize).Select(row => row > 0 && random.Next(4) == 0 ? 0f : random.NextSingle() + 0.01f)];
        interpreter[programs.Weights!.Name] = ToDouble(weights);
        interpreter.Masks = MasksOf(network);
        interpreter.Run(programs.Training);
        interpreter.Add(programs.Penalties);
        float[] gradients = new float[network.ParameterStorage];
        Array.Fill(gradients, float.NaN);
        Near(interpreter["loss"], [network.Backward(inputs, targets, weights, gradients)], $"weighted loss of {context}");
        Assert.DoesNotContain(gradients, float.IsNaN);
        CheckGradients(network, interpreter, gradients, $"{context}, weighted");
    }

    private static void CheckGradients(INetwork network, Interpreter interpreter, float[] gradients, string context)
    {
        foreach (TensorDescription tensor in network.Description.Tensors)
        {
            float[] gradient = new float[tensor.Length];
            Runtime::NetGen.CompilerServices.TensorAccess.Get(tensor, gradients, gradient);
            Near(interpreter[$"d_{tensor.Name}"], gradient, $"gradient of {tensor} of {context}");
        }
    }

    private static (ulong Seed, long Step)? MasksOf(INetwork network) =>
        network is IDropoutNetwork dropout ? (dropout.DropoutSeed, dropout.DropoutStep) : null;

    /// <summary>With dropout the loss of ComputeLoss is another than that of Backward.</summary>
    private static double[] LossOutsideOfTraining(NetworkPrograms programs, INetwork network, float[] inputs, float[] targets, Interpreter trained)
    {
        if (network is not IDropoutNetwork)
        {
            return trained["loss"];
        }

        var interpreter = new Interpreter(inputs.Length / network.InputSize) { ["input"] = ToDouble(inputs), ["target"] = ToDouble(targets) };
        foreach (TensorDescription tensor in network.Description.Tensors)
        {
            interpreter[tensor.Name] = trained[tensor.Name];
        }

        interpreter.Run(programs.Training);
        interpreter.Add(programs.Penalties);
        return interpreter["loss"];
    }

    private static void Near(double[] expected, float[] actual, string what)
    {
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]);
            Assert.True(error <= (1e-5 * scale) + 1e-6, $"{what}: [{i}] is {actual[i]:R}, expected {expected[i]:R}, of at most {scale:R}");
        }
    }

    private static void Fill(Span<float> values, Random random)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (random.NextSingle() * 4) - 2;
        }
    }

    private static void FillTargets(Loss loss, Span<float> targets, Random random)
    {
        Fill(targets, random);
        int label = random.Next(targets.Length);
        for (int k = 0; k < targets.Length; k++)
        {
            targets[k] = loss switch
            {
                Loss.CrossEntropy => k == label ? 1f : 0f,
                Loss.BinaryCrossEntropy => random.Next(2),
                _ => targets[k],
            };
        }
    }

    private static double[] ToDouble(float[] values) => Array.ConvertAll(values, value => (double)value);
}
