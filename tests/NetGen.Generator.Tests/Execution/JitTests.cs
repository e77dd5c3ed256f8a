using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>Kernels are optimized from the first call on, and small enough that the JIT optimizes them at all.</summary>
[Trait("Category", "Functional")]
public sealed class JitTests
{
    private const string Program =
        """

        internal static class Program
        {
            private static void Main()
            {
                $CALLS$
            }

            private static void Use<TNetwork>(TNetwork network)
                where TNetwork : NetGen.INetwork
            {
                float[] gradients = new float[network.ParameterStorage];
                foreach (int rows in new[] { 1, 40 })
                {
                    float[] inputs = new float[rows * network.InputSize];
                    float[] outputs = new float[rows * network.OutputSize];
                    network.Forward(inputs, outputs);
                    network.ComputeLoss(inputs, outputs);
                    if (rows > 1 || !network.Description.HasBatchStatistics)
                    {
                        network.Backward(inputs, outputs, gradients);
                    }

                    if (network is NetGen.IInputGradientNetwork differentiable)
                    {
                        differentiable.InputGradient(inputs, outputs, new float[inputs.Length]);
                        differentiable.InputJacobian(inputs, 0, new float[inputs.Length]);
                    }

                    if (network is NetGen.ISecondOrderNetwork curved)
                    {
                        curved.HessianVector(inputs, outputs, new float[gradients.Length], gradients);
                    }

                    if (network is NetGen.ILeastSquaresNetwork squares)
                    {
                        squares.ResidualJacobianVector(inputs, new float[gradients.Length], outputs);
                        squares.ResidualJacobianTransposeVector(inputs, outputs, gradients);
                    }
                }
            }
        }
        """;

    /// <summary>A third of what the JIT would still optimize.</summary>
    private const int MostBytesOfIL = 20_000;

    private static readonly Architecture[] Architectures =
    [
        Classifier(4, Dense(8, Activation.ReLU), Dense(8, Activation.ReLU), Dense(3, Activation.Softmax)),
        Classifier(64, Dense(32, Activation.ReLU), Dense(10, Activation.Softmax)),
        Mnist,
        Classifier(784, Dense(128, Activation.ReLU), Dense(10, Activation.Softmax)),
        Classifier(64, Dense(256, Activation.ReLU), Dense(256, Activation.ReLU), Dense(10, Activation.Softmax)),
        Network(20, Loss.Huber, Dense(40, Activation.Mish), Map(Activation.GELU), Dense(9, Activation.ELU, alpha: 0.5f)) with { MaxStackBytes = 0 },

        // The longest unrolled methods of one, two, three and eight vectors, with activations in their tiles.
        Network(128, Loss.MeanSquaredError, Dense(10, Activation.GELU), Dense(10, Activation.Tanh)),
        Network(64, Loss.MeanSquaredError, Dense(32, Activation.Sigmoid), Dense(128, Activation.HardSigmoid), Dense(8, Activation.Softplus)),
        Network(42, Loss.MeanSquaredError, Dense(48, Activation.HardTanh), Dense(16, Activation.ReLU), Dense(128, Activation.Softsign)),

        // The longest tiles of rows: 24 of one vector, with activations in them.
        .. new[] { Activation.HardSigmoid, Activation.HardTanh, Activation.Softsign, Activation.LeakyReLU }
            .Select(activation => Network(16, Loss.MeanSquaredError, Dense(16, activation))),

        // The longest tiles of one row, with activations in them.
        Network(40, Loss.MeanSquaredError, Dense(448, Activation.HardSigmoid), Dense(300, Activation.HardTanh), Dense(192, Activation.Softsign), Dense(448, Activation.LeakyReLU)),

        // Passes with as many layers written into them as there may be.
        Network(64, Loss.MeanSquaredError, Dense(32, Activation.Sigmoid), Dense(64, Activation.Tanh)),
        Network(16, Loss.MeanSquaredError, [.. Enumerable.Range(0, 16).Select(_ => Dense(16, Activation.GELU))]),
        Network(8, Loss.MeanSquaredError, [.. Enumerable.Range(0, 24).Select(_ => Dense(8, Activation.GELU))]),
        Network(4, Loss.MeanSquaredError, [.. Enumerable.Range(0, 32).Select(_ => Dense(4, Activation.GELU))]),
        .. Enumerable.Range(5, 4).Select(depth => Classifier(16, [.. Enumerable.Range(0, depth).Select(_ => Dense(16, Activation.GELU)), Dense(10, Activation.Softmax)])),
        .. Enumerable.Range(7, 4).Select(depth => Classifier(8, [.. Enumerable.Range(0, depth).Select(_ => Dense(8, Activation.GELU)), Dense(7, Activation.Softmax)])),

        // Normalizations first, last, of few units and of many.
        Network(12, Loss.MeanSquaredError, Norm(), Dense(40), Norm(), Map(Activation.GELU), Dense(7), Norm()),
        Classifier(64, Dense(32), BatchNorm(), Map(Activation.ReLU), Dense(10, Activation.Softmax)),
        Network(4, Loss.MeanSquaredError, Dense(16), BatchNorm(), Map(Activation.ReLU), Dense(2)),
        Network(12, Loss.MeanSquaredError, BatchNorm(), Dense(40), BatchNorm(), Map(Activation.GELU), Skip(2), Dense(7), BatchNorm()) with { MaxStackBytes = 0 },
        Classifier(64, Dense(32, Activation.ReLU), Dense(16, Activation.Softmax)) with { Scaling = InputScaling.Deviation },
        Network(4, Loss.MeanSquaredError, Dense(8, Activation.Tanh), Dense(2)) with { Scaling = InputScaling.Range },
        Network(100, Loss.MeanSquaredError, Dense(7, Activation.Tanh), Dense(2)) with { Scaling = InputScaling.Deviation },
        Classifier(30, Dense(300, Activation.ReLU), Norm(), Dense(3, Activation.Softmax)) with { MaxStackBytes = 0 },
        // Skip connections from the inputs and from a layer.
        Network(20, Loss.MeanSquaredError, Dense(20, Activation.Tanh), Skip(0), Dense(20), Skip(2), Map(Activation.ReLU), Dense(3)),

        // Dropout and weights, in registers, in blocks and on pooled memory.
        Classifier(6, Dense(8, Activation.ReLU), Drop(0.5f), Dense(3, Activation.Softmax)) with { SampleWeights = true, LabelSmoothing = 0.1f },
        Classifier(30, Drop(0.2f), Dense(40, Activation.GELU), Drop(0.5f), Dense(3, Activation.Softmax)) with { SampleWeights = true },
        Network(20, Loss.MeanSquaredError, Dense(200, Activation.Tanh), Drop(0.5f), Dense(3)) with { SampleWeights = true, MaxStackBytes = 0 },
        .. EveryActivationAndLoss(),
        .. Derivatives(),
    ];

    private static Architecture[] Derivatives() =>
    [
        .. new[]
        {
            Network(12, Loss.MeanSquaredError, Dense(40), Norm(), Map(Activation.GELU), Dense(40, Activation.Tanh), Skip(3), Dense(7, Activation.Mish)),
            Classifier(64, Dense(32, Activation.SiLU), Dense(10, Activation.Softmax)) with { MaxStackBytes = 0 },
            Network(3, Loss.BinaryCrossEntropy, Dense(4, Activation.Tanh), Dense(2, Activation.Sigmoid)),
        }.Select(a => a.WithDerivatives()),
    ];

    private static readonly Lazy<byte[]> Image = new(Emit);

    /// <summary>Settings of the runtime that hide the wider registers: those that a machine lacks anyway change nothing.</summary>
    public static TheoryData<string> Widths => ["", "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Kernels_AreOptimizedAtTheFirstCall(string disabled)
    {
        IReadOnlyList<JitMethod> methods = Compile(disabled);
        JitMethod[] kernels = [.. methods.Where(m => m.Type.Contains("Kernels`2", StringComparison.Ordinal))];
        for (int i = 0; i < Architectures.Length; i++)
        {
            Assert.Contains(kernels, m => m.Type.Contains($"__Net{i}Kernels`2", StringComparison.Ordinal) && m.Name == "TrainBlock");
        }

        // Public members call At, and are optimized when they have been called often; then it is inlined.
        JitMethod[] entries = [.. methods.Where(m => m.Type.EndsWith("Entry", StringComparison.Ordinal) && m.Name != "At")];
        Assert.Equal(3 * Architectures.Length, entries.Count(m => m.Name is "ForwardRow" or "ForwardBatch" or "Train"));
        Assert.All(kernels.Concat(entries), m => Assert.True(m.IsOptimized, m.ToString()));
        Assert.All(methods.Where(m => m.Type.StartsWith("NetGen.Numerics.", StringComparison.Ordinal)), m => Assert.True(m.IsOptimized, m.ToString()));

        Assert.Equal(
            ["HessianVectorBlock", "InputGradientBlock", "InputJacobianBlock", "JacobianBlock", "JacobianTransposeBlock"],
            kernels.Select(m => m.Name).Where(name => name.EndsWith("Block", StringComparison.Ordinal) && (name[0] is 'I' or 'H' or 'J')).Distinct().Order());

        // Only kernels broadcast. A broadcast that is a method of its own was not inlined: some kernel is too long for the JIT.
        Assert.DoesNotContain(methods, m => m.Name == "Broadcast");
    }

    [Fact]
    public void GeneratedMethods_KeepWithinTheBudget() => Assert.All(
        Compile("").Where(m => m.Type.Contains("__Net", StringComparison.Ordinal)),
        m => Assert.True(m.BytesOfIL < MostBytesOfIL, m.ToString()));

    [Fact]
    public void Architectures_HaveEveryActivationAndLoss()
    {
        NetworkPlan[] plans = [.. Architectures.Select(a => a.Plan())];
        Assert.Empty(ActivationCatalogue.All
            .Select(f => f.Function)
            .Except(plans.SelectMany(p => p.Programs.Training.Ops).OfType<MapOp>().Select(o => o.Activation.Function))
            .Except([Activation.Linear]));
        Assert.Empty(Enum.GetValues<Loss>().Except(Architectures.Select(a => a.Loss)));
        Assert.Contains(plans, p => p.Training.Kernels[0] is SampleKernel);
        Assert.Contains(plans, p => p.Training.Kernels[0] is DenseKernel);
        Assert.Contains(plans, p => p.Forward.Kernels[0] is DenseKernel);
        Assert.Contains(plans, p => p.ForwardsRows);
        Assert.Contains(plans, p => p.Training.Kernels.Any(kernel => kernel is TransposeKernel));
    }

    /// <summary>Each activation in a net that is small enough for samples in registers, and in one that is not; the losses in turns.</summary>
    private static IEnumerable<Architecture> EveryActivationAndLoss()
    {
        Loss[] losses = [Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber, Loss.BinaryCrossEntropy, Loss.CrossEntropy];
        int turn = 0;
        foreach (ActivationFunction function in ActivationCatalogue.All)
        {
            float alpha = function.HasAlpha ? 0.5f : 0f;
            foreach ((int inputs, int units) in ((int, int)[])[(3, 4), (20, 24), (16, 32), (80, 80)])
            {
                Loss loss = losses[turn++ % losses.Length];
                Activation last = loss == Loss.BinaryCrossEntropy ? Activation.Sigmoid : loss == Loss.CrossEntropy ? Activation.Softmax : Activation.Linear;
                yield return Network(inputs, loss, Dense(units, function.Function, alpha: alpha), Dense(units < 10 ? 2 : units, last));
            }
        }
    }

    /// <summary>What the JIT compiled while each network ran once.</summary>
    /// <param name="disabled">A setting of the runtime that is set to 0, if any.</param>
    private static List<JitMethod> Compile(string disabled)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("netgen-jit");
        try
        {
            string application = Path.Combine(directory.FullName, "Networks.dll");
            string summary = Path.Combine(directory.FullName, "jit.txt");
            File.WriteAllBytes(application, Image.Value);
            File.Copy(References.NetGen.Display!, Path.Combine(directory.FullName, "NetGen.dll"));
            var environment = new Dictionary<string, string> { ["DOTNET_JitStdOutFile"] = summary, ["DOTNET_JitDisasmSummary"] = "1" };
            if (disabled.Length > 0)
            {
                environment[disabled] = "0";
            }

            Run(application, environment);
            return [.. File.ReadLines(summary).Select(JitMethod.Parse).OfType<JitMethod>()];
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static byte[] Emit()
    {
        using var image = new MemoryStream();
        string calls = string.Join("\n", Architectures.Select((_, i) => $"Use(new Net{i}());"));
        CompiledNetworks.Emit(Architectures, image, OutputKind.ConsoleApplication, Program.Replace("$CALLS$", calls, StringComparison.Ordinal));
        return image.ToArray();
    }

    private static void Run(string application, Dictionary<string, string> environment)
    {
        string runtimes = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string host = Path.GetFullPath(Path.Combine(runtimes, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        string configuration = Path.ChangeExtension(typeof(JitTests).Assembly.Location, ".runtimeconfig.json");
        var start = new ProcessStartInfo(host, ["exec", "--runtimeconfig", configuration, application])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }
}
