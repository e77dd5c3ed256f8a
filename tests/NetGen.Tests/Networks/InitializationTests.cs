using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>The first parameters of generated networks: distribution, fans, and what Auto means.</summary>
public sealed class InitializationTests
{
    [Theory]
    [InlineData("layer1.weight", 200, 100, "SmallNormal")]
    [InlineData("layer2.weight", 150, 200, "XavierUniform")]
    [InlineData("layer3.weight", 120, 150, "XavierNormal")]
    [InlineData("layer4.weight", 160, 120, "HeUniform")]
    [InlineData("layer5.weight", 130, 160, "HeNormal")]
    [InlineData("layer6.weight", 140, 130, "LeCunNormal")]
    public void Weights_HaveTheMomentsOfTheirInitializer(string tensor, int units, int inputs, string initializer)
    {
        double deviation = initializer switch
        {
            "SmallNormal" => 0.01,
            "XavierUniform" or "XavierNormal" => Math.Sqrt(2.0 / (inputs + units)),
            "HeUniform" or "HeNormal" => Math.Sqrt(2.0 / inputs),
            _ => Math.Sqrt(1.0 / inputs),
        };
        float[] weights = Tensor(new InitializersNet(3), tensor, units * inputs);
        AssertMoments(weights, deviation);
        double largest = weights.Max(w => Math.Abs((double)w));
        if (initializer.EndsWith("Uniform", StringComparison.Ordinal))
        {
            Assert.InRange(largest, 0.999 * Math.Sqrt(3) * deviation, (Math.Sqrt(3) * deviation) + 1e-7);
        }
        else
        {
            // Of some 20,000 normal values the largest lies near 4 deviations.
            Assert.InRange(largest, 3.4 * deviation, 6 * deviation);
            double within = weights.Count(w => Math.Abs(w) < deviation) / (double)weights.Length;
            Assert.InRange(within, 0.6827 - 0.02, 0.6827 + 0.02);
        }
    }

    [Fact]
    public void Zeros_AreZero() => Assert.All(Tensor(new InitializersNet(3), "layer7.weight", 5 * 140), w => Assert.Equal(0f, w));

    [Fact]
    public void Biases_AreZero()
    {
        foreach (string name in TestNetworks.All.Keys)
        {
            INetwork network = TestNetworks.Create(name, 3);
            foreach (TensorDescription tensor in network.Description.Tensors.Where(t => t.Role == TensorRole.Bias))
            {
                float[] values = new float[tensor.Length];
                Array.Fill(values, 1f);
                network.GetTensor(tensor.Name, values);
                Assert.All(values, value => Assert.Equal(0f, value));
            }
        }
    }

    [Fact]
    public void ScalesOfNormalizations_AreOne_AndTakeNoRandomNumbers()
    {
        Assert.All(Tensor(new NormalizedNet(3), "layer1.weight", 9), scale => Assert.Equal(1f, scale));
        Assert.Equal(Tensor(new PlainNet(3), "layer1.weight", 9 * 20), Tensor(new NormalizedNet(3), "layer2.weight", 9 * 20));
    }

    [Theory]
    [InlineData("layer1.weight", true, 2.0)]
    [InlineData("layer2.weight", true, 1.0)]
    [InlineData("layer3.weight", false, 0.0)]
    [InlineData("layer4.weight", true, 2.0)]
    public void Auto_IsHeForTheReLUFamilyLeCunForSELUAndXavierOtherwise(string tensor, bool isNormal, double overFanIn)
    {
        const int Inputs = 120;
        double deviation = isNormal ? Math.Sqrt(overFanIn / Inputs) : Math.Sqrt(2.0 / (Inputs + Inputs));
        float[] weights = Tensor(new AutoNet(3), tensor, 120 * 120);
        AssertMoments(weights, deviation);
        bool isBounded = weights.All(w => Math.Abs(w) <= (Math.Sqrt(3) * deviation) + 1e-7);
        Assert.Equal(!isNormal, isBounded);
    }

    [Fact]
    public void LayersOfOneNetwork_AreNotAlike()
    {
        float[] first = Tensor(new AutoNet(3), "layer1.weight", 120 * 120);
        float[] fourth = Tensor(new AutoNet(3), "layer4.weight", 120 * 120);
        double product = first.Zip(fourth, (a, b) => (double)a * b).Sum() / first.Length;
        Assert.InRange(product * 120 / 2, -0.05, 0.05);
    }

    private static float[] Tensor(INetwork network, string name, int length)
    {
        float[] values = new float[length];
        network.GetTensor(name, values);
        return values;
    }

    /// <summary>Five standard errors: one seed in a million would fail, and the seed is fixed.</summary>
    private static void AssertMoments(float[] values, double deviation)
    {
        double mean = values.Average(v => (double)v);
        double measured = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        Assert.InRange(mean, -5 * deviation / Math.Sqrt(values.Length), 5 * deviation / Math.Sqrt(values.Length));
        Assert.InRange(measured, deviation * (1 - (5 / Math.Sqrt(2.0 * values.Length))), deviation * (1 + (5 / Math.Sqrt(2.0 * values.Length))));
    }
}

[Network(100)]
[Dense(200, Activation.Tanh, Initializer = Initializer.SmallNormal)]
[Dense(150, Activation.Tanh, Initializer = Initializer.XavierUniform)]
[Dense(120, Activation.Tanh, Initializer = Initializer.XavierNormal)]
[Dense(160, Activation.Tanh, Initializer = Initializer.HeUniform)]
[Dense(130, Activation.Tanh, Initializer = Initializer.HeNormal)]
[Dense(140, Activation.Tanh, Initializer = Initializer.LeCunNormal)]
[Dense(5, Initializer = Initializer.Zeros)]
internal sealed partial class InitializersNet;

[Network(120)]
[Dense(120, Activation.ReLU)]
[Dense(120, Activation.SELU)]
[Dense(120, Activation.Sigmoid)]
[Dense(120, Activation.Mish)]
internal sealed partial class AutoNet;

[Network(9)]
[Dense(20)]
internal sealed partial class PlainNet;
