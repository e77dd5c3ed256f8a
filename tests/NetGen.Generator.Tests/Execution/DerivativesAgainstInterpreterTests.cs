extern alias Runtime;

using System;
using System.Collections.Generic;
using System.Linq;
using Runtime::NetGen;
using Xunit;
using Xunit.Abstractions;
using static NetGen.Generator.Tests.FloatComparison;
using static NetGen.Generator.Tests.GeneratedAgainstInterpreterTests;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>Generated derivatives are what their programs say, whatever the shapes.</summary>
[Trait("Category", "Functional")]
public sealed class DerivativesAgainstInterpreterTests(ITestOutputHelper output)
{
    private const int Networks = 48;

    private int _tensors;
    private int _noisy;

    [Fact]
    public void RandomNetworks_HaveTheDerivativesThatTheProgramSays()
    {
        output.WriteLine($"NETGEN_TEST_SEED={Seed}");
        var architectures = new RandomArchitectures(Seed + 1);
        List<Architecture> drawn =
        [
            Network(9, Loss.MeanSquaredError, BatchNorm(), Dense(20), BatchNorm(), Map(Activation.Tanh), Dense(3)).WithDerivatives(),
            Classifier(4, Dense(5, Activation.Softplus), BatchNorm(), Skip(1), Dense(3, Activation.Softmax)).WithDerivatives(),
            .. Enumerable.Range(0, Networks).Select(_ => architectures.Next().WithDerivatives()),
        ];
        IReadOnlyList<INetwork> networks = CompiledNetworks.Compile(drawn);
        var random = new Random(Seed);
        int near = 0;
        for (int i = 0; i < drawn.Count; i++)
        {
            bool isChecked = Check(drawn[i], networks[i], random);
            Assert.True(isChecked || networks[i].Description.HasBatchStatistics, $"{drawn[i]}: rows stay near a kink.");
            near += isChecked ? 0 : 1;
        }

        output.WriteLine($"{near} networks near a kink; {_noisy} of {_tensors} tensors with little but rounding noise.");
        Assert.InRange(near, 0, Networks / 8);
        Assert.InRange(_noisy, 0, _tensors / 50);
    }

    /// <summary>False if no rows away from a kink were found, and nothing was checked.</summary>
    private bool Check(Architecture architecture, INetwork network, Random random)
    {
        int[] batches = [1, 2, 8, 31, 33, 65, 130];
        int rows = batches[random.Next(batches.Length)];
        if (network.Description.HasBatchStatistics)
        {
            rows = Math.Min(rows, MostStatistics);
        }

        NetworkPrograms programs = Lowering.Run(ShapeInference.Run(architecture.ToModel("Net")));
        float[] inputs = new float[rows * network.InputSize];
        float[] targets = new float[rows * network.OutputSize];
        float[] outputGradient = new float[rows * network.OutputSize];
        float[] vector = new float[network.ParameterStorage];
        DrawBuffers(network, random);
        DrawBiases(network, random);
        if (Draw(architecture, network, programs, inputs, targets, random) is null)
        {
            return false;
        }

        Fill(outputGradient, random);
        int unit = random.Next(network.OutputSize);
        foreach (DerivativeProgram derivative in architecture.Derivatives())
        {
            string context = $"{derivative.Kind} of {architecture}, {rows} rows";
            Interpreter interpreter = Interpret(programs, network, inputs, targets, rows);
            foreach (TensorDescription tensor in network.Description.Tensors)
            {
                float[] values = new float[tensor.Length];
                Fill(values, random);
                Runtime::NetGen.CompilerServices.TensorAccess.Set(tensor, vector, values);
                interpreter[$"t_{tensor.Name}"] = ToDouble(values);
            }

            if (derivative.OutputGradient is { } seed)
            {
                interpreter[seed.Name] = derivative.Kind == DerivativeKind.JacobianTransposeVector
                    ? ToDouble(outputGradient)
                    : [.. Enumerable.Range(0, outputGradient.Length).Select(k => k % network.OutputSize == unit ? 1.0 : 0.0)];
            }

            FloatComparison comparison = new(interpreter, values => Differentiate(values, derivative, programs));
            float[] result = new float[derivative.Result is { } row ? rows * row.Width : network.ParameterStorage];
            Array.Fill(result, float.NaN);
            switch (derivative.Kind)
            {
                case DerivativeKind.InputGradient:
                    float loss = ((IInputGradientNetwork)network).InputGradient(inputs, targets, result);
                    Near([network.ComputeLoss(inputs, targets)], [loss], $"loss of {context}");
                    break;
                case DerivativeKind.InputJacobian:
                    ((IInputGradientNetwork)network).InputJacobian(inputs, unit, result);
                    break;
                case DerivativeKind.HessianVector:
                    ((ISecondOrderNetwork)network).HessianVector(inputs, targets, vector, result);
                    break;
                case DerivativeKind.JacobianVector:
                    ((ILeastSquaresNetwork)network).ResidualJacobianVector(inputs, vector, result);
                    break;
                case DerivativeKind.JacobianTransposeVector:
                    ((ILeastSquaresNetwork)network).ResidualJacobianTransposeVector(inputs, outputGradient, result);
                    break;
            }

            Assert.DoesNotContain(result, float.IsNaN);
            if (derivative.Result is { } value)
            {
                comparison.Near(values => values[value.Name], result, context);
                Count(comparison);
                continue;
            }

            string prefix = derivative.Kind == DerivativeKind.HessianVector ? "t_d_" : "d_";
            float[] tensors = new float[network.ParameterStorage];
            foreach (TensorDescription tensor in network.Description.Tensors)
            {
                float[] actual = new float[tensor.Length];
                Runtime::NetGen.CompilerServices.TensorAccess.Get(tensor, result, actual);
                comparison.Near(values => values[prefix + tensor.Name], actual, $"{tensor} in {context}");
                Runtime::NetGen.CompilerServices.TensorAccess.Set(tensor, tensors, actual);
            }

            Assert.Equal(tensors, result);
            Count(comparison);
        }

        return true;
    }

    private static void Differentiate(Interpreter values, DerivativeProgram derivative, NetworkPrograms programs)
    {
        values.Run(derivative.Program);
        if (derivative.Kind == DerivativeKind.HessianVector)
        {
            values.AddProducts(programs);
        }
    }

    private void Count(FloatComparison comparison)
    {
        _tensors += comparison.Tensors;
        _noisy += comparison.Noisy;
    }
}
