using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static NetGen.Generator.Tests.SlopeCases;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>The rule of each op gives the slope of the loss: central differences in double.</summary>
public sealed class GradientTests
{
    private const double Step = 1e-4;

    [Theory]
    [MemberData(nameof(SlopeCases.Activations), MemberType = typeof(SlopeCases))]
    public void ActivationBetweenDenseLayers_HasTheGradientOfItsSlope(string name) => Check(
        Network(3, Loss.MeanSquaredError, Dense(4, Enum.Parse<Activation>(name), alpha: 0.3f), Dense(2)));

    [Theory]
    [MemberData(nameof(SlopeCases.Activations), MemberType = typeof(SlopeCases))]
    public void ActivationOfItsOwnLayer_HasTheGradientOfItsSlope(string name) => Check(
        Network(3, Loss.MeanSquaredError, Dense(4, Activation.GELU), Map(Enum.Parse<Activation>(name), alpha: 0.3f), Dense(2, Activation.Tanh)));

    [Theory]
    [MemberData(nameof(SlopeCases.Losses), MemberType = typeof(SlopeCases))]
    public void Loss_HasTheGradientOfItsSlope(string name)
    {
        var loss = Enum.Parse<Loss>(name);
        Activation last = LastOf(loss);
        Check(Network(3, loss, Dense(3, last)) with { HuberDelta = 0.7f });
        Check(Network(3, loss, Dense(3, last)) with { HuberDelta = 0.7f, LabelSmoothing = loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy ? 0.2f : 0f });
        Check(Network(3, loss, Dense(4, Activation.SiLU), Dense(3, last, useBias: false)) with { HuberDelta = 0.7f });
    }

    [Fact]
    public void WithoutBias_TheWeightsHaveTheGradientOfTheirSlope() => Check(
        Network(2, Loss.MeanSquaredError, Dense(3, useBias: false), Dense(3, Activation.Sigmoid, useBias: false), Dense(1, useBias: false)));

    [Fact]
    public void Dropout_HasTheGradientOfItsSlope() => Check(
        Network(3, Loss.MeanSquaredError, Drop(0.2f), Dense(8, Activation.Tanh), Drop(0.4f), Dense(8, Activation.SiLU), Drop(0.5f), Skip(3), Dense(2)));

    [Fact]
    public void BatchNormalization_HasTheGradientOfItsSlope()
    {
        Check(Network(3, Loss.MeanSquaredError, Dense(4), BatchNorm(), Map(Activation.Tanh), Dense(2)));
        Check(Network(3, Loss.CrossEntropy, BatchNorm(epsilon: 0.1f), Dense(4, Activation.SiLU), BatchNorm(epsilon: 0.1f), Skip(2), Map(Activation.Tanh), Dense(3), BatchNorm(epsilon: 0.1f), Map(Activation.Softmax)));
    }

    [Fact]
    public void OnlyABiasRightBeforeABatchNormalization_HasNoGradient()
    {
        NetworkPrograms programs = Network(
            3, Loss.MeanSquaredError, Dense(4), BatchNorm(), Dense(4, Activation.Tanh), BatchNorm(), Dense(4), Skip(4), BatchNorm(), Dense(4), Skip(7), Dense(2)).Programs();
        Assert.Equal(["d_layer5.bias", "d_layer1.bias"], programs.Training.Ops.OfType<ZeroGradientOp>().Select(op => op.Result.Name));
    }

    private static void Check(Architecture architecture)
    {
        NetworkPrograms programs = architecture.Programs();
        Dictionary<string, double[]> values = Draw(architecture, programs);
        Interpreter interpreter = Run(programs.Training, values, masks: (1, 2));
        foreach (Value gradient in programs.Training.Ops.Select(op => op.Result).Where(v => v.Kind == ValueKind.ParameterGradient))
        {
            double[] parameter = values[gradient.Name[2..]];
            double[] slopes = [.. Enumerable.Range(0, parameter.Length).Select(i => Slope(programs, values, parameter, i))];
            double[] actual = interpreter[gradient.Name];
            double error = Math.Sqrt(slopes.Zip(actual, (s, a) => (s - a) * (s - a)).Sum());
            double size = Math.Sqrt(slopes.Sum(s => s * s));
            if (programs.Training.Ops.Any(op => op is ZeroGradientOp && op.Result == gradient))
            {
                Assert.True(error <= 1e-9, $"{gradient} of {architecture} is 0, slopes [{string.Join(", ", slopes)}]");
                continue;
            }

            Assert.True(size > 1e-6, $"{gradient} of {architecture} is zero, which tests nothing.");
            Assert.True(error <= 1e-6 * size, $"{gradient} of {architecture}: [{string.Join(", ", actual)}], slopes [{string.Join(", ", slopes)}]");
        }
    }

    private static double Slope(NetworkPrograms programs, Dictionary<string, double[]> values, double[] parameter, int index)
    {
        double before = parameter[index];
        parameter[index] = before + Step;
        double above = Run(programs.Training, values, masks: (1, 2))["loss"][0];
        parameter[index] = before - Step;
        double below = Run(programs.Training, values, masks: (1, 2))["loss"][0];
        parameter[index] = before;
        return (above - below) / (2 * Step);
    }

    private static Dictionary<string, double[]> Draw(Architecture architecture, NetworkPrograms programs)
    {
        var random = new Random(17);
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            Dictionary<string, double[]> values = Batch(random, architecture);
            foreach (Value parameter in programs.Training.Ops.SelectMany(op => op.Operands).Where(v => v.Kind is ValueKind.Parameter or ValueKind.Buffer))
            {
                values.TryAdd(parameter.Name, Numbers(random, parameter.Width, 1));
            }

            Interpreter interpreter = Run(programs.Training, values, masks: (1, 2));
            if (interpreter.NearestBend > Corner && interpreter.NearestKink.ToArray().Min() > Corner)
            {
                return values;
            }
        }

        throw new InvalidOperationException($"{architecture} stays near a corner.");
    }
}
