extern alias Runtime;

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Runtime::NetGen;
using Xunit;
using Xunit.Abstractions;
using static NetGen.Generator.Tests.FloatComparison;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>Generated code computes what the program says, whatever the shapes.</summary>
[Trait("Category", "Functional")]
public sealed class GeneratedAgainstInterpreterTests(ITestOutputHelper output)
{
    private const int Count = 240;
    private const double KinkDistance = 1e-4;

    /// <summary>Of fewer rows little is left when their mean and deviation are taken out, and of its gradient less.</summary>
    private const int LeastStatistics = 8;

    /// <summary>Each row that is drawn anew moves all others: of more rows, some would always lie near a kink.</summary>
    internal const int MostStatistics = 9;

    internal static int Seed => int.Parse(Environment.GetEnvironmentVariable("NETGEN_TEST_SEED") ?? "20261120", CultureInfo.InvariantCulture);

    private int _tensors;
    private int _noisy;

    [Fact]
    public void RandomNetworks_ComputeWhatTheProgramSays()
    {
        output.WriteLine($"NETGEN_TEST_SEED={Seed}");
        var architectures = new RandomArchitectures(Seed);
        List<Architecture> drawn = [.. Enumerable.Range(0, Count).Select(_ => architectures.Next())];
        IReadOnlyList<INetwork> networks = CompiledNetworks.Compile(drawn);
        var random = new Random(Seed);
        int near = 0;
        for (int i = 0; i < Count; i++)
        {
            int[] batches = [1, 2, 5, 8, 9, 31, 32, 33, 64, 65, 130];
            int rows = batches[random.Next(batches.Length)];
            bool hasStatistics = networks[i].Description.HasBatchStatistics;
            bool isChecked = Check(drawn[i], networks[i], hasStatistics ? Math.Clamp(rows, LeastStatistics, MostStatistics) : rows, random);
            // What a row keeps of its inputs behind dropout may be nothing, whatever is drawn.
            Assert.True(isChecked || hasStatistics || networks[i] is IDropoutNetwork, $"{drawn[i]}: rows stay near a kink.");
            near += isChecked ? 0 : 1;
        }

        output.WriteLine($"{near} networks near a kink; {_noisy} of {_tensors} tensors with little but rounding noise.");
        Assert.InRange(near, 0, Count / 30);
        Assert.InRange(_noisy, 0, _tensors / 50);
    }

    /// <summary>First layers that read the caller's rows: with an odd vector of units, with padding, with weights in parts, in phases of a batch, with dropout.</summary>
    [Fact]
    public void FirstLayers_ReadTheCallersRows()
    {
        Architecture[] networks =
        [
            Network(100, Loss.CrossEntropy, Dense(48, Activation.Tanh), Dense(9, Activation.Softmax)),
            Network(97, Loss.MeanSquaredError, Dense(93, Activation.SiLU), Dense(40)),
            Network(2100, Loss.MeanSquaredError, Dense(80, Activation.Tanh, useBias: false), Dense(2)),
            Network(1300, Loss.BinaryCrossEntropy, Dense(192, Activation.Sigmoid), Dense(1, Activation.Sigmoid)),
            Network(70, Loss.CrossEntropy, Dense(64), BatchNorm(), Map(Activation.Tanh), Dense(20, Activation.Softmax)),
            Network(40, Loss.MeanSquaredError, Dense(32, Activation.Tanh)),
            Network(40, Loss.MeanSquaredError, Dense(32, Activation.Tanh), Norm(), Skip(1), Dense(20)) with { MaxStackBytes = 0 },
        ];
        Assert.All(networks, network => Assert.Contains(
            network.Plan().TrainingKernels.Concat(network.Plan().Forward.Kernels), kernel => kernel is DenseRowsKernel));
        Assert.Equal(2, networks.Count(network => Scheduler.UnitPart(network.Inputs, network.Plan().Layout.Blocks[0].RowLength) < network.Plan().Layout.Blocks[0].RowLength));
        var random = new Random(1);
        IReadOnlyList<INetwork> compiled = CompiledNetworks.Compile(networks);
        foreach (int rows in new[] { 1, 3, 4, 5, 8, 15, 79 })
        {
            for (int i = 0; i < networks.Length; i++)
            {
                if (rows >= LeastStatistics || !compiled[i].Description.HasBatchStatistics)
                {
                    Assert.True(Check(networks[i], compiled[i], rows, random), $"{networks[i]}: rows stay near a kink.");
                }
            }
        }
    }

    /// <summary>
    /// Last layers that write whole registers to the caller's rows, each row over the padding of the one before: with one register, with pairs, with both.
    /// Others do not: more padding than units, units in parts, an activation in a loop of its own, no padding, a softmax by lanes and one by rows.
    /// </summary>
    [Fact]
    public void LastLayers_WriteTheCallersRows()
    {
        // Training reads the caller's rows with the same method.
        Architecture shared = Network(40, Loss.MeanSquaredError, Dense(31));
        Architecture[] networks =
        [
            Network(8, Loss.MeanSquaredError, Dense(9)),
            Network(12, Loss.MeanSquaredError, Dense(13, useBias: false)),
            Network(25, Loss.MeanSquaredError, Dense(23)),
            Network(8, Loss.MeanSquaredError, Dense(33, Activation.LeakyReLU)),
            Network(40, Loss.MeanSquaredError, Dense(32, Activation.Tanh), Dense(31)),
            Network(63, Loss.MeanSquaredError, Dense(63, Activation.Tanh), Dense(95)),
            Network(60, Loss.MeanSquaredError, Dense(64, Activation.Tanh), Dense(8)),
            Network(60, Loss.MeanSquaredError, Dense(64, Activation.Tanh), Dense(7)),
            Network(600, Loss.MeanSquaredError, Dense(300)),
            Network(20, Loss.BinaryCrossEntropy, Dense(30, Activation.Sigmoid)),
            shared,
            Network(40, Loss.MeanSquaredError, Dense(16)) with { MaxStackBytes = 0 },
            Network(64, Loss.CrossEntropy, Dense(64, Activation.Softmax)),
            Network(80, Loss.CrossEntropy, Dense(65, Activation.Softmax)),
        ];
        Assert.Equal(
            [true, true, true, true, true, true, true, false, false, false, true, false, false, false],
            networks.Select(network => network.Plan().Forward.Kernels[^1] is DenseRowsKernel { OverwritesPadding: true }));
        Assert.All(networks, network => Assert.True(network.Plan().ForwardsRows));
        KernelSequence training = shared.Plan().Training;
        Assert.True(training.Kernels[0] is DenseRowsKernel { OverwritesPadding: true } && training.Kernels[1] is TransposeKernel);
        var random = new Random(1);
        IReadOnlyList<INetwork> compiled = CompiledNetworks.Compile(networks);
        foreach (int rows in new[] { 1, 3, 4, 5, 7, 12, 13, 21, 32, 79, 130 })
        {
            for (int i = 0; i < networks.Length; i++)
            {
                Assert.True(Check(networks[i], compiled[i], rows, random), $"{networks[i]}: rows stay near a kink.");
            }
        }
    }

    /// <summary>Scaled inputs in every schedule: samples in registers, rows in memory, blocks, and phases of a batch.</summary>
    [Fact]
    public void ScaledInputs_AreWhatTheFirstLayerSees()
    {
        Architecture[] networks =
        [
            Network(4, Loss.CrossEntropy, Dense(5, Activation.Tanh), Dense(3, Activation.Softmax)),
            Network(4, Loss.CrossEntropy, Dense(8, Activation.Tanh), Dense(3, Activation.Softmax)),
            Network(64, Loss.CrossEntropy, Dense(32, Activation.Tanh), Dense(16, Activation.Softmax)),
            Network(21, Loss.MeanSquaredError, Dense(16, Activation.Tanh), Dense(16)),
            Network(3, Loss.MeanSquaredError, Dense(32, Activation.SiLU), Dense(16)),
            Network(70, Loss.MeanSquaredError, Dense(20, Activation.Tanh), Dense(5)),
            Network(7, Loss.MeanSquaredError, Dense(7, Activation.Tanh), Skip(0), Norm(), Dense(2)) with { MaxStackBytes = 0 },
            Network(7, Loss.MeanSquaredError, Map(Activation.Tanh), Dense(2)) with { Unroll = Unroll.None },
            Network(9, Loss.MeanSquaredError, BatchNorm(), Dense(9), BatchNorm(), Map(Activation.Tanh), Skip(0), Dense(1)),
        ];
        networks = [.. networks.Select((network, i) => network with { Scaling = (InputScaling)(i % 2) })];
        Assert.Contains(networks, network => network.Plan().ForwardsRows);
        Assert.Contains(networks, network => network.Plan().Training.Kernels[0] is SampleKernel);
        Assert.Contains(networks, network => network.Plan().Training.Kernels[0] is StandardizeKernel);
        var random = new Random(1);
        IReadOnlyList<INetwork> compiled = CompiledNetworks.Compile(networks);
        foreach (int rows in new[] { 8, 9, 150 })
        {
            for (int i = 0; i < networks.Length; i++)
            {
                Assert.True(Check(networks[i], compiled[i], rows, random), $"{networks[i]}: rows stay near a kink.");
            }
        }
    }

    /// <summary>Smooth networks, so that no row lies near a kink: batches of several blocks, with a last one of one row.</summary>
    [Fact]
    public void BatchNormalizedNetworks_HaveTheStatisticsOfAllBlocks()
    {
        Architecture[] networks =
        [
            Network(4, Loss.MeanSquaredError, Dense(8), BatchNorm(), Map(Activation.Tanh), Dense(2)),
            Network(5, Loss.CrossEntropy, Dense(7, Activation.Tanh), BatchNorm(0.5f), Dense(6, Activation.Sigmoid), BatchNorm(1f), Dense(3, Activation.Softmax)),
            Network(64, Loss.CrossEntropy, Dense(32), BatchNorm(), Map(Activation.SiLU), Dense(16, Activation.Softmax)),
            Network(64, Loss.MeanSquaredError, Dense(32), BatchNorm(), Map(Activation.Tanh), Dense(16), BatchNorm()),
            Network(17, Loss.MeanSquaredError, BatchNorm(), Dense(33, Activation.Tanh, useBias: false), BatchNorm(), BatchNorm(), Dense(5), BatchNorm()) with { SampleWeights = true },
            Network(8, Loss.BinaryCrossEntropy, Dense(8, Activation.Tanh), BatchNorm(), Skip(1), Dense(8), BatchNorm(), Skip(3), Skip(0), Norm(), Dense(3, Activation.Sigmoid)),
            Network(70, Loss.CrossEntropy, Dense(150, Activation.Softplus), BatchNorm(), Dense(140), Norm(), BatchNorm(), Map(Activation.Tanh), Dense(20, Activation.Softmax)),
            Network(3, Loss.MeanSquaredError, BatchNorm(), Skip(0), Dense(4, Activation.Tanh), Dense(2)) with { Unroll = Unroll.None, MaxStackBytes = 0 },
            Network(3, Loss.MeanSquaredError, Map(Activation.Tanh), BatchNorm(), Map(Activation.Softplus), Dense(1)) with { MaxStackBytes = 0 },
        ];
        var random = new Random(1);
        IReadOnlyList<INetwork> compiled = CompiledNetworks.Compile(networks);
        foreach (int rows in new[] { 129, 257, 300 })
        {
            for (int i = 0; i < networks.Length; i++)
            {
                Assert.True(Check(networks[i], compiled[i], rows, random), $"{networks[i]}: rows stay near a kink.");
            }
        }
    }

    /// <summary>False if no rows away from a kink were found, and nothing was checked.</summary>
    private bool Check(Architecture architecture, INetwork network, int rows, Random random)
    {
        NetworkPrograms programs = Lowering.Run(ShapeInference.Run(architecture.ToModel("Net")));
        DrawBuffers(network, random);
        DrawBiases(network, random);
        float[] inputs = new float[rows * network.InputSize];
        float[] targets = new float[rows * network.OutputSize];
        if (Draw(architecture, network, programs, inputs, targets, random) is not Interpreter interpreter)
        {
            return false;
        }

        double[] expectedOutputs = interpreter[programs.Output.Name];
        string context = $"{architecture}, {rows} rows";
        float[] memory = new float[(rows * network.OutputSize) + 32];
        Array.Fill(memory, float.NaN);
        network.Forward(inputs, memory.AsSpan(0, rows * network.OutputSize));
        Near(expectedOutputs, memory[..^32], $"output of {context}");
        Assert.All(memory[^32..], behind => Assert.True(float.IsNaN(behind), $"{context} writes behind its outputs."));

        float lossOutside = network.ComputeLoss(inputs, targets);
        if (programs.Evaluation is not null)
        {
            interpreter.Run(programs.Evaluation);
            interpreter.Add(programs.Penalties);
            Near(interpreter["loss"], [lossOutside], $"loss outside of training of {context}");
        }

        FloatComparison comparison = new(interpreter, values => Train(values, programs));
        if (programs.Evaluation is null)
        {
            Near(interpreter["loss"], [lossOutside], $"loss without gradient of {context}");
        }

        float[] gradients = new float[network.ParameterStorage];
        Array.Fill(gradients, float.NaN);
        long? step = (network as IDropoutNetwork)?.DropoutStep;
        float loss = network.Backward(inputs, targets, gradients);
        comparison.Near(values => values["loss"], [loss], $"loss of {context}");
        foreach (TensorDescription buffer in network.Description.Buffers)
        {
            comparison.Near(values => values.After(buffer.Name), Tensor(network, buffer), $"{buffer} of {context}");
        }

        CheckGradients(network, comparison, gradients, context);
        if (network is IWeightedNetwork weighted)
        {
            if (network is IDropoutNetwork dropout)
            {
                // The masks for which no row lies near a kink.
                dropout.DropoutStep = step!.Value;
            }

            CheckWeights(weighted, programs, interpreter, inputs, targets, context);
        }

        return true;
    }

    private static void Train(Interpreter values, NetworkPrograms programs)
    {
        values.Run(programs.Training);
        values.Add(programs.Penalties);
    }

    internal static void DrawBiases(INetwork network, Random random)
    {
        foreach (TensorDescription bias in network.Description.Tensors.Where(tensor => tensor.Role == TensorRole.Bias))
        {
            network.SetTensor(bias.Name, [.. Enumerable.Range(0, bias.Length).Select(_ => (random.NextSingle() - 0.5f) * 0.5f)]);
        }
    }

    /// <summary>
    /// Draws rows, and draws those anew that come near a point where a derivative jumps: there, float and double may rightly differ. Gives the
    /// interpreter after the forward pass, or null if rows stay there: with batch normalization, a row that is drawn anew moves all others.
    /// </summary>
    internal static Interpreter? Draw(Architecture architecture, INetwork network, NetworkPrograms programs, float[] inputs, float[] targets, Random random)
    {
        int rows = inputs.Length / network.InputSize;
        List<int> open = [.. Enumerable.Range(0, rows)];
        for (int attempt = 0; attempt < (network.Description.HasBatchStatistics ? 25 : 100); attempt++)
        {
            foreach (int row in open)
            {
                Fill(inputs.AsSpan(row * network.InputSize, network.InputSize), random);
                FillTargets(architecture.Loss, targets.AsSpan(row * network.OutputSize, network.OutputSize), random);
            }

            Interpreter interpreter = Interpret(programs, network, inputs, targets, rows);
            open = [.. Enumerable.Range(0, rows).Where(row => interpreter.NearestKink[row] < KinkDistance)];
            if (open.Count == 0)
            {
                return interpreter;
            }
        }

        return null;
    }

    internal static Interpreter Interpret(NetworkPrograms programs, INetwork network, float[] inputs, float[] targets, int rows)
    {
        var interpreter = new Interpreter(rows) { ["input"] = ToDouble(inputs), ["target"] = ToDouble(targets), Masks = MasksOf(network) };
        foreach (TensorDescription tensor in network.Description.Tensors.Concat(network.Description.Buffers))
        {
            interpreter[tensor.Name] = ToDouble(Tensor(network, tensor));
        }

        interpreter.Run(new NetworkProgram(new EquatableArray<Op>(programs.Training.Ops.TakeWhile(op => op is not LossGradientOp))));
        interpreter.Run(programs.Inference);
        return interpreter;
    }

    /// <summary>The same once more with weights; some are 0.</summary>
    private void CheckWeights(IWeightedNetwork network, NetworkPrograms programs, Interpreter interpreter, float[] inputs, float[] targets, string context)
    {
        var random = new Random(inputs.Length);
        float[] weights = [.. Enumerable.Range(0, inputs.Length / network.InputSize).Select(row => row > 0 && random.Next(4) == 0 ? 0f : random.NextSingle() + 0.01f)];
        interpreter[programs.Weights!.Name] = ToDouble(weights);
        FloatComparison comparison = new(interpreter, values => Train(values, programs));
        float[] gradients = new float[network.ParameterStorage];
        Array.Fill(gradients, float.NaN);
        comparison.Near(values => values["loss"], [network.Backward(inputs, targets, weights, gradients)], $"weighted loss of {context}");
        CheckGradients(network, comparison, gradients, $"{context}, weighted");
    }

    private void CheckGradients(INetwork network, FloatComparison comparison, float[] gradients, string context)
    {
        Assert.DoesNotContain(gradients, float.IsNaN);
        foreach (TensorDescription tensor in network.Description.Tensors)
        {
            float[] gradient = new float[tensor.Length];
            Runtime::NetGen.CompilerServices.TensorAccess.Get(tensor, gradients, gradient);
            comparison.Near(values => values[$"d_{tensor.Name}"], gradient, $"gradient of {tensor} of {context}");
        }

        _tensors += comparison.Tensors;
        _noisy += comparison.Noisy;
    }

    private static (ulong Seed, long Step)? MasksOf(INetwork network) =>
        network is IDropoutNetwork dropout ? (dropout.DropoutSeed, dropout.DropoutStep) : null;

    internal static void DrawBuffers(INetwork network, Random random)
    {
        foreach (TensorDescription buffer in network.Description.Buffers)
        {
            float least = buffer.Name is "input.scale" || buffer.Name.EndsWith("running_var", StringComparison.Ordinal) ? 0.2f : -0.5f;
            network.SetTensor(buffer.Name, [.. Enumerable.Range(0, buffer.Length).Select(_ => least + random.NextSingle())]);
        }
    }

    private static float[] Tensor(INetwork network, TensorDescription tensor)
    {
        float[] values = new float[tensor.Length];
        network.GetTensor(tensor.Name, values);
        return values;
    }

    internal static void Fill(Span<float> values, Random random)
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

    internal static double[] ToDouble(float[] values) => Array.ConvertAll(values, value => (double)value);
}
