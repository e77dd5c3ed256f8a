using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>The rules of batch normalization in double against PyTorch in float64, also for the inputs, which no generated member differentiates in training.</summary>
public sealed class BatchNormGoldenTests
{
    private const double Tolerance = 1e-12;

    /// <summary>The momentum is 0.1 in float, 1.5e-9 more than PyTorch's.</summary>
    private const double MomentumTolerance = 1e-8;

    [Fact]
    public void TrainingGradients_ArePyTorchs()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "batchnorm_4_8_3.json")));
        JsonElement root = golden.RootElement;
        NetworkPrograms programs = Network(
            4, Loss.CrossEntropy, Dense(8), BatchNorm(), Map(Activation.ReLU), Dense(3, Activation.Softmax)).Programs();
        var interpreter = new Interpreter(root.GetProperty("batch").GetInt32())
        {
            ["input"] = Data(root.GetProperty("x")),
            ["target"] = Data(root.GetProperty("target")),
        };
        foreach ((string name, double[] values) in Tensors(root, "parameters").Concat(Tensors(root, "buffers")))
        {
            interpreter[name] = values;
        }

        Op[] forward = [.. programs.Training.Ops.TakeWhile(op => op is not LossGradientOp)];
        IReadOnlyList<Op> backward = Gradient.OfInput(forward, programs.Input, null, null, out Value inputGradient);
        interpreter.Run(new NetworkProgram(new EquatableArray<Op>([.. forward, .. backward])));
        Near([root.GetProperty("loss_value").GetDouble()], interpreter["loss"]);
        Near(Data(root.GetProperty("input_gradient")), interpreter[inputGradient.Name]);

        interpreter.Run(programs.Training);
        foreach ((string name, double[] expected) in Tensors(root, "gradients"))
        {
            Near(expected, interpreter[$"d_{name}"]);
        }

        foreach ((string name, double[] expected) in Tensors(root, "buffers_after_one_batch"))
        {
            Near(expected, interpreter.After(name), MomentumTolerance);
        }
    }

    private static IEnumerable<KeyValuePair<string, double[]>> Tensors(JsonElement root, string group) =>
        root.GetProperty(group).EnumerateObject().Select(tensor => KeyValuePair.Create(tensor.Name, Data(tensor.Value)));

    private static double[] Data(JsonElement tensor) => [.. tensor.GetProperty("data").EnumerateArray().Select(value => value.GetDouble())];

    private static void Near(double[] expected, double[] actual, double tolerance = Tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -tolerance, tolerance));
    }
}
