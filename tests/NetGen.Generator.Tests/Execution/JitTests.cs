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
                    network.Backward(inputs, outputs, gradients);
                }
            }
        }
        """;

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

        // Passes with as many layers written into them as there may be.
        Network(64, Loss.MeanSquaredError, Dense(32, Activation.Sigmoid), Dense(64, Activation.Tanh)),
        Network(16, Loss.MeanSquaredError, [.. Enumerable.Range(0, 16).Select(_ => Dense(16, Activation.GELU))]),
    ];

    [Fact]
    public void Kernels_AreOptimizedAtTheFirstCall()
    {
        string[] summary = Summary();
        string[] kernels = [.. summary.Where(line => line.Contains("Kernels`2", StringComparison.Ordinal))];
        for (int i = 0; i < Architectures.Length; i++)
        {
            Assert.Contains(kernels, line => line.Contains($"__Net{i}Kernels`2", StringComparison.Ordinal) && line.Contains(":TrainBlock(", StringComparison.Ordinal));
        }

        Assert.All(kernels, line => Assert.True(line.Contains("[FullOpts", StringComparison.Ordinal), line));

        // Only kernels broadcast. A broadcast that is a method of its own was not inlined: some kernel is too long for the JIT.
        Assert.DoesNotContain(summary, line => line.Contains(":Broadcast(", StringComparison.Ordinal));
    }

    /// <summary>A line for each method that the JIT compiled, such as "12: JIT compiled Type:Method() [FullOpts, IL size=20, code size=30]".</summary>
    private static string[] Summary()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("netgen-jit");
        try
        {
            string application = Path.Combine(directory.FullName, "Networks.dll");
            string summary = Path.Combine(directory.FullName, "jit.txt");
            string calls = string.Join("\n", Architectures.Select((_, i) => $"Use(new Net{i}());"));
            using (FileStream image = File.Create(application))
            {
                CompiledNetworks.Emit(Architectures, image, OutputKind.ConsoleApplication, Program.Replace("$CALLS$", calls, StringComparison.Ordinal));
            }

            File.Copy(References.NetGen.Display!, Path.Combine(directory.FullName, "NetGen.dll"));
            Run(application, new Dictionary<string, string> { ["DOTNET_JitStdOutFile"] = summary, ["DOTNET_JitDisasmSummary"] = "1" });
            return File.ReadAllLines(summary);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
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
