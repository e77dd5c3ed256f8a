using System;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Skip connections from the inputs, from a layer with an activation, and from another sum.</summary>
[Network(2)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Softsign)]
[Residual(from: 1)]
[Dense(2, Activation.Sigmoid)]
[Residual(from: 0)]
[Dense(3, Activation.Tanh)]
[Residual(from: 3)]
[Dense(2)]
[Residual(from: 5)]
public sealed partial class SkipsNet;

/// <summary>The same layers in blocks of rows, on pooled memory.</summary>
[Network(2, Unroll = Unroll.None, MaxStackBytes = 0)]
[Dense(3, Activation.Tanh)]
[Dense(3, Activation.Softsign)]
[Residual(from: 1)]
[Dense(2, Activation.Sigmoid)]
[Residual(from: 0)]
[Dense(3, Activation.Tanh)]
[Residual(from: 3)]
[Dense(2)]
[Residual(from: 5)]
public sealed partial class SkipsInBlocksNet;

/// <summary>y = x + the output of the layer that is named, written out in double.</summary>
[Trait("Category", "Functional")]
public sealed class ResidualTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(150)]
    public void Outputs_AreThoseOfTheSumsByHand(int rows)
    {
        foreach (INetwork network in new INetwork[] { new SkipsNet(2), new SkipsInBlocksNet(2) })
        {
            TestBatch batch = new(network, rows);
            float[] outputs = new float[batch.Targets.Length];
            network.Forward(batch.Inputs, outputs);
            double loss = 0;
            for (int row = 0; row < rows; row++)
            {
                double[] expected = Outputs(network, [batch.Inputs[2 * row], batch.Inputs[(2 * row) + 1]]);
                for (int k = 0; k < 2; k++)
                {
                    Assert.Equal(expected[k], outputs[(2 * row) + k], 2e-6);
                    loss += Math.Pow(expected[k] - batch.Targets[(2 * row) + k], 2) / batch.Targets.Length;
                }
            }

            Assert.Equal(loss, network.ComputeLoss(batch.Inputs, batch.Targets), 2e-6 * loss);
            Assert.Equal(loss, network.Backward(batch.Inputs, batch.Targets, new float[network.ParameterStorage]), 2e-6 * loss);
        }
    }

    /// <summary>The loss is the right one, so its slopes are the right gradients.</summary>
    [Fact]
    public void TheGradient_GoesIntoBoth()
    {
        foreach (INetwork network in new INetwork[] { new SkipsNet(2), new SkipsInBlocksNet(2) })
        {
            TestBatch batch = new(network, 40);
            GradientCheckReport report = GradientCheck.Run(network, batch.Inputs, batch.Targets);
            report.ThrowIfFailed();
            Assert.All(report.Tensors, tensor => Assert.Equal((tensor.Checked, 0), (network.Description.Tensor(tensor.Name).Length, tensor.Unresolved)));
        }
    }

    private static double[] Outputs(INetwork network, double[] x)
    {
        double[] y1 = Array.ConvertAll(Dense(network, "layer1", x), Math.Tanh);
        double[] y3 = Sum(Array.ConvertAll(Dense(network, "layer2", y1), z => z / (1 + Math.Abs(z))), y1);
        double[] y5 = Sum(Array.ConvertAll(Dense(network, "layer4", y3), z => 1 / (1 + Math.Exp(-z))), x);
        double[] y7 = Sum(Array.ConvertAll(Dense(network, "layer6", y5), Math.Tanh), y3);
        return Sum(Dense(network, "layer8", y7), y5);
    }

    private static double[] Sum(double[] a, double[] b)
    {
        double[] sum = new double[a.Length];
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = a[i] + b[i];
        }

        return sum;
    }

    private static double[] Dense(INetwork network, string layer, double[] x)
    {
        float[] weight = new float[network.Description.Tensor($"{layer}.weight").Length];
        float[] bias = new float[network.Description.Tensor($"{layer}.bias").Length];
        network.GetTensor($"{layer}.weight", weight);
        network.GetTensor($"{layer}.bias", bias);
        double[] z = Array.ConvertAll(bias, b => (double)b);
        for (int i = 0; i < weight.Length; i++)
        {
            z[i / x.Length] += weight[i] * x[i % x.Length];
        }

        return z;
    }
}
