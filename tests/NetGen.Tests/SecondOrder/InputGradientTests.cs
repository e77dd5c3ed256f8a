using System;
using System.Linq;
using NetGen.Tests.Golden;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.SecondOrder;

/// <summary>Derivatives with respect to the inputs.</summary>
[Trait("Category", "Functional")]
public sealed class InputGradientTests
{
    public static TheoryData<string> Cases => [.. GoldenNetworks.All.Keys.Where(name => !name.StartsWith("batchnorm", StringComparison.Ordinal))];

    public static TheoryData<string> Names => [.. SecondOrderNetworks.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void InputGradient_IsPyTorchs(string name)
    {
        var golden = GoldenCase.Load(name);
        var network = (IInputGradientNetwork)golden.CreateNetwork(name);
        float[] gradient = new float[golden.Inputs.Length];
        float loss = network.InputGradient(golden.Inputs, golden.Targets, gradient);
        Assert.Equal(network.ComputeLoss(golden.Inputs, golden.Targets), loss);
        double[] expected = golden.InputGradient;
        for (int i = 0; i < expected.Length; i++)
        {
            double limit = 1e-6 + (1e-5 * Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - gradient[i]) <= limit, $"[{i}] is {gradient[i]:R}, expected {expected[i]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void InputGradient_OfARow_DependsOnTheNumberOfRowsAlone(string name)
    {
        var network = (IInputGradientNetwork)SecondOrderNetworks.All[name](6);
        TestBatch batch = new(network, 150);
        float[] whole = new float[batch.Inputs.Length];
        network.InputGradient(batch.Inputs, batch.Targets, whole);
        float[] one = new float[network.InputSize];
        double limit = 1e-5 * whole.Max(Math.Abs);
        for (int row = 0; row < 150; row++)
        {
            network.InputGradient(batch.InputRows(network, row, 1), batch.TargetRows(network, row, 1), one);
            for (int i = 0; i < one.Length; i++)
            {
                Assert.Equal(one[i] / 150, whole[(row * one.Length) + i], limit);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void InputJacobian_IsTheSlopeOfWhatForwardWrites(string name)
    {
        const float Step = 1e-2f;
        var network = (IInputGradientNetwork)SecondOrderNetworks.All[name](6);
        TestBatch batch = new(network, 40);
        float[] jacobian = new float[batch.Inputs.Length];
        float[] above = new float[batch.Targets.Length];
        float[] below = new float[batch.Targets.Length];
        for (int output = 0; output < network.OutputSize; output++)
        {
            network.InputJacobian(batch.Inputs, output, jacobian);
            double error = 0;
            double size = 0;
            for (int i = 0; i < network.InputSize; i++)
            {
                float[] moved = [.. batch.Inputs];
                Move(moved, i, Step);
                network.Forward(moved, above);
                Move(moved, i, -2 * Step);
                network.Forward(moved, below);
                for (int row = 0; row < 40; row++)
                {
                    int k = (row * network.OutputSize) + output;
                    double slope = (above[k] - (double)below[k]) / (2 * Step);
                    error += Math.Pow(slope - jacobian[(row * network.InputSize) + i], 2);
                    size += slope * slope;
                }
            }

            // A ReLU has corners that some of the rows cross.
            Assert.True(error <= (name == "huber" ? 1e-2 : 1e-5) * size, $"output {output} is off by {Math.Sqrt(error / size):E1}");
        }

        void Move(float[] inputs, int feature, float by)
        {
            for (int k = feature; k < inputs.Length; k += network.InputSize)
            {
                inputs[k] += by;
            }
        }
    }

    [Fact]
    public void TheJacobiansOfASoftmax_AddUpToZero()
    {
        var network = new MixedSecondOrderNet(6);
        TestBatch batch = new(network, 20);
        double[] sums = new double[batch.Inputs.Length];
        double largest = 0;
        float[] jacobian = new float[batch.Inputs.Length];
        for (int output = 0; output < MixedSecondOrderNet.OutputSize; output++)
        {
            network.InputJacobian(batch.Inputs, output, jacobian);
            largest = Math.Max(largest, jacobian.Max(Math.Abs));
            sums = [.. sums.Zip(jacobian, (sum, value) => sum + value)];
        }

        Assert.All(sums, sum => Assert.Equal(0, sum, 1e-5 * largest));
    }
}
