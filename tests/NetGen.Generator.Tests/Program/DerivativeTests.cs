using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static NetGen.Generator.Tests.SlopeCases;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>The programs of derivatives give the slopes of outputs, losses and gradients: central differences in double.</summary>
public sealed class DerivativeTests
{
    private const double Step = 1e-6;

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Drawn.Count)];

    private static IReadOnlyList<Architecture> Drawn { get; } =
        [.. Random(seed: 71, count: 400).Where(a => a.Inputs + a.Layers.OfType<DenseModel>().Sum(l => l.Units) < 60).Take(30)];

    [Theory]
    [MemberData(nameof(SlopeCases.Activations), MemberType = typeof(SlopeCases))]
    public void ActivationBetweenDenseLayers_HasTheTangentOfItsGradient(string name) => Check(
        Network(3, Loss.MeanSquaredError, Dense(4, Enum.Parse<Activation>(name), alpha: 0.3f), Dense(2)));

    [Theory]
    [MemberData(nameof(SlopeCases.Activations), MemberType = typeof(SlopeCases))]
    public void ActivationOfItsOwnLayer_HasTheTangentOfItsGradient(string name) => Check(
        Network(3, Loss.MeanSquaredError, Dense(4, Activation.GELU), Map(Enum.Parse<Activation>(name), alpha: 0.3f), Dense(2, Activation.Tanh)));

    [Theory]
    [MemberData(nameof(SlopeCases.Losses), MemberType = typeof(SlopeCases))]
    public void Loss_HasTheTangentOfItsGradient(string name)
    {
        var loss = Enum.Parse<Loss>(name);
        Activation last = LastOf(loss);
        Check(Network(3, loss, Dense(3, last)) with { HuberDelta = 0.7f }, mayBeZero: loss == Loss.MeanAbsoluteError);
        Check(Network(3, loss, Dense(4, Activation.SiLU), Dense(3, last, useBias: false)) with { HuberDelta = 0.7f });
    }

    [Fact]
    public void LayersThatBeginWithTheInput_HaveTheTangentOfTheirGradient()
    {
        Check(Network(4, Loss.MeanSquaredError, Map(Activation.Tanh), Dense(4, Activation.Sigmoid), Dense(2)));
        Check(Network(4, Loss.MeanSquaredError, Norm(), Dense(4, Activation.Sigmoid), Dense(2)));
        Check(Network(4, Loss.MeanSquaredError, Dense(4, Activation.Sigmoid), Skip(0), Dense(4), Norm(), Skip(0), Dense(2)));
    }

    [Fact]
    public void RunningStatistics_AreConstants() => Check(
        Classifier(5, BatchNorm(), Dense(6), BatchNorm(), Map(Activation.Tanh), Dense(6), BatchNorm(), Skip(4), Dense(3, Activation.Softmax)));

    [Fact]
    public void NormalizationsAndSkips_HaveTheTangentOfTheirGradient() => Check(
        Classifier(5, Dense(6, Activation.Tanh), Norm(1e-3f), Map(Activation.Mish), Dense(6), Norm(), Skip(2), Skip(1), Dense(3, Activation.Softmax)));

    [Theory]
    [MemberData(nameof(Indices))]
    public void DrawnNetworks_HaveTheSlopesOfTheirLossAndGradient(int index) => Check(Drawn[index], mayBeZero: true);

    [Fact]
    public void EveryOp_IsUsed()
    {
        foreach (Architecture architecture in Random(seed: 6, count: 100))
        {
            foreach (DerivativeProgram derivative in architecture.WithDerivatives().Derivatives())
            {
                string[] read = [.. derivative.Program.Ops.SelectMany(op => op.Operands).Select(v => v.Name), derivative.Result?.Name ?? ""];
                Assert.All(
                    derivative.Program.Ops.Where(op => op is not LossGradientOp).Select(op => op.Result).Where(v => v.Kind == ValueKind.Intermediate),
                    value => Assert.Contains(value.Name, read));
            }
        }
    }

    private static void Check(Architecture architecture, bool mayBeZero = false)
    {
        architecture = architecture.WithDerivatives();
        NetworkPrograms programs = architecture.Programs();
        Dictionary<string, double[]> values = Draw(architecture, programs);
        string[] parameters = [.. programs.Training.Ops.Where(op => op.Result.Kind == ValueKind.ParameterGradient).Select(op => op.Result.Name[2..])];
        foreach (DerivativeProgram derivative in architecture.Derivatives())
        {
            Interpreter actual = Run(derivative.Program, values);
            switch (derivative.Kind)
            {
                case DerivativeKind.InputGradient:
                    double[] input = values["input"];
                    double[] slopes = [.. Enumerable.Range(0, input.Length).Select(i => Slope(values, "input", i, () => Run(programs.Evaluation ?? programs.Training, values)["loss"][0]))];
                    Near(slopes, actual[derivative.Result!.Name], $"input gradient of {architecture}", mayBeZero);
                    break;
                case DerivativeKind.InputJacobian:
                    // A row of the Jacobian, as the slope of the output weighed by the seed.
                    double[] seed = values[derivative.OutputGradient!.Name];
                    double[] rows = [.. Enumerable.Range(0, values["input"].Length).Select(i =>
                        Slope(values, "input", i, () => Run(programs.Inference, values)[programs.Output.Name].Zip(seed, (y, s) => y * s).Sum()))];
                    Near(rows, actual[derivative.Result!.Name], $"input Jacobian of {architecture}", mayBeZero);
                    break;
                case DerivativeKind.HessianVector:
                    foreach (string name in parameters)
                    {
                        Near(Along(programs.Training, $"d_{name}"), actual[$"t_d_{name}"], $"Hessian product of {name} of {architecture}", mayBeZero: true);
                    }

                    Assert.True(mayBeZero || parameters.Sum(name => actual[$"t_d_{name}"].Sum(Math.Abs)) > 1e-6, $"The products of {architecture} are zero, which tests nothing.");
                    break;
                case DerivativeKind.JacobianVector:
                    Near(Along(programs.Inference, programs.Output.Name), actual[derivative.Result!.Name], $"Jacobian product of {architecture}", mayBeZero);
                    break;
                case DerivativeKind.JacobianTransposeVector:
                    double left = parameters.Sum(name => actual[$"d_{name}"].Zip(values[$"t_{name}"], (a, b) => a * b).Sum());
                    double right = Along(programs.Inference, programs.Output.Name).Zip(values[derivative.OutputGradient!.Name], (a, b) => a * b).Sum();
                    Assert.Equal(right, left, 1e-6 * Math.Max(1, Math.Abs(right)));
                    break;
            }
        }

        // The slope of a value along the vector.
        double[] Along(NetworkProgram program, string name)
        {
            double[] At(double step)
            {
                var moved = new Dictionary<string, double[]>(values);
                foreach (string parameter in parameters)
                {
                    moved[parameter] = [.. values[parameter].Zip(values[$"t_{parameter}"], (w, v) => w + (step * v))];
                }

                return Run(program, moved)[name];
            }

            return [.. At(Step).Zip(At(-Step), (above, below) => (above - below) / (2 * Step))];
        }
    }

    private static double Slope(Dictionary<string, double[]> values, string name, int index, Func<double> function)
    {
        double before = values[name][index];
        values[name][index] = before + Step;
        double above = function();
        values[name][index] = before - Step;
        double below = function();
        values[name][index] = before;
        return (above - below) / (2 * Step);
    }

    private static void Near(double[] slopes, double[] actual, string what, bool mayBeZero)
    {
        double error = Math.Sqrt(slopes.Zip(actual, (s, a) => (s - a) * (s - a)).Sum());
        double size = Math.Sqrt(slopes.Sum(s => s * s));
        Assert.True(mayBeZero || size > 1e-6, $"The {what} is zero, which tests nothing.");
        Assert.True(error <= (1e-6 * size) + 1e-8, $"{what}: [{string.Join(", ", actual.Take(8))}], slopes [{string.Join(", ", slopes.Take(8))}]");
    }

    private static Dictionary<string, double[]> Draw(Architecture architecture, NetworkPrograms programs)
    {
        var random = new Random(23);
        for (int attempt = 0; attempt < 2000; attempt++)
        {
            Dictionary<string, double[]> values = Batch(random, architecture);
            foreach (Value parameter in programs.Training.Ops.SelectMany(op => op.Operands).Where(v => v.Kind == ValueKind.Parameter).Distinct())
            {
                double scale = parameter.Shape.Count == 2 ? 1 / Math.Sqrt(parameter.Shape[1]) : 1;
                values[parameter.Name] = Numbers(random, parameter.Width, scale);
                values[$"t_{parameter.Name}"] = Numbers(random, parameter.Width, scale);
            }

            foreach (Value buffer in programs.Inference.Ops.SelectMany(op => op.Operands).Where(v => v.Kind == ValueKind.Buffer).Distinct())
            {
                values[buffer.Name] = [.. Numbers(random, buffer.Width, 0.5).Select(v => v + (buffer.Name.EndsWith("var", StringComparison.Ordinal) ? 1 : 0))];
            }

            values[$"d_{programs.Output.Name}"] = Numbers(random, Rows * architecture.Outputs, 1);
            Interpreter interpreter = Run(programs.Training, values);
            if (interpreter.NearestBend > Corner && interpreter.NearestKink.ToArray().Min() > Corner / 100)
            {
                return values;
            }
        }

        throw new InvalidOperationException($"{architecture} stays near a corner.");
    }
}
