using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Tests.Golden;
using Xunit;

namespace NetGen.Tests.Networks;

[Trait("Category", "Functional")]
public sealed class NonFiniteTests
{
    private static readonly Dictionary<string, Func<INetwork>> Single = new()
    {
        ["Linear"] = () => new SingleLinearNet(),
        ["Sigmoid"] = () => new SingleSigmoidNet(),
        ["Tanh"] = () => new SingleTanhNet(),
        ["ReLU"] = () => new SingleReLUNet(),
        ["LeakyReLU"] = () => new SingleLeakyReLUNet(),
        ["ELU"] = () => new SingleELUNet(),
        ["SELU"] = () => new SingleSELUNet(),
        ["GELU"] = () => new SingleGELUNet(),
        ["SiLU"] = () => new SingleSiLUNet(),
        ["Softplus"] = () => new SingleSoftplusNet(),
        ["Softsign"] = () => new SingleSoftsignNet(),
        ["HardSigmoid"] = () => new SingleHardSigmoidNet(),
        ["HardTanh"] = () => new SingleHardTanhNet(),
        ["Mish"] = () => new SingleMishNet(),
    };

    public static TheoryData<string> Networks => [.. TestNetworks.All.Keys, .. GoldenNetworks.All.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void NaNInARow_GivesNaNInAllItsOutputsAndInNoOtherRow(string name)
    {
        INetwork network = TestNetworks.All.TryGetValue(name, out Func<ulong, INetwork>? create) ? create(1) : GoldenNetworks.All[name]();
        TestBatch batch = new(network, 40);
        int width = network.OutputSize;
        foreach (int rows in (int[])[1, 3, 40])
        {
            float[] expected = new float[rows * width];
            network.Forward(batch.InputRows(network, 0, rows), expected);
            int bad = rows / 2;
            float[] inputs = batch.InputRows(network, 0, rows).ToArray();
            inputs[(bad * network.InputSize) + (network.InputSize / 2)] = float.NaN;
            float[] outputs = new float[rows * width];
            network.Forward(inputs, outputs);
            for (int i = 0; i < outputs.Length; i++)
            {
                if (i / width == bad)
                {
                    Assert.True(float.IsNaN(outputs[i]), $"{rows} rows: output {i % width} of the row with NaN is {outputs[i]}");
                }
                else
                {
                    Assert.Equal(expected[i], outputs[i]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void NaNInARow_GivesALossOfNaN(string name)
    {
        INetwork network = TestNetworks.All.TryGetValue(name, out Func<ulong, INetwork>? create) ? create(1) : GoldenNetworks.All[name]();
        TestBatch batch = new(network, 40);
        batch.Inputs[^1] = float.NaN;
        Assert.True(float.IsNaN(network.ComputeLoss(batch.Inputs, batch.Targets)));
        Assert.True(float.IsNaN(network.Backward(batch.Inputs, batch.Targets, new float[network.ParameterStorage])));
    }

    // Limits. PyTorch has NaN for GELU, SiLU and Mish at -inf and for Softsign at both; the library documents the limit instead.
    [Theory]
    [InlineData("Linear", float.PositiveInfinity, float.NegativeInfinity)]
    [InlineData("Sigmoid", 1f, 0f)]
    [InlineData("Tanh", 1f, -1f)]
    [InlineData("ReLU", float.PositiveInfinity, 0f)]
    [InlineData("LeakyReLU", float.PositiveInfinity, float.NegativeInfinity)]
    [InlineData("ELU", float.PositiveInfinity, -1f)]
    [InlineData("SELU", float.PositiveInfinity, -1.7580993f)]
    [InlineData("GELU", float.PositiveInfinity, 0f)]
    [InlineData("SiLU", float.PositiveInfinity, 0f)]
    [InlineData("Softplus", float.PositiveInfinity, 0f)]
    [InlineData("Softsign", 1f, -1f)]
    [InlineData("HardSigmoid", 1f, 0f)]
    [InlineData("HardTanh", 1f, -1f)]
    [InlineData("Mish", float.PositiveInfinity, 0f)]
    public void Infinity_GivesTheLimitOfTheFunction(string activation, float atInfinity, float atMinusInfinity)
    {
        INetwork network = Single[activation]();
        network.SetTensor("layer1.weight", [1f]);
        foreach (int rows in (int[])[1, 20])
        {
            float[] inputs = new float[rows];
            float[] outputs = new float[rows];
            Array.Fill(inputs, float.PositiveInfinity);
            network.Forward(inputs, outputs);
            Assert.All(outputs, y => Assert.True(y == atInfinity, $"f(inf) = {y:R}"));
            Array.Fill(inputs, float.NegativeInfinity);
            network.Forward(inputs, outputs);
            Assert.All(outputs, y => Assert.True(y == atMinusInfinity, $"f(-inf) = {y:R}"));
            Array.Fill(inputs, float.NaN);
            network.Forward(inputs, outputs);
            Assert.All(outputs, y => Assert.True(float.IsNaN(y), $"f(NaN) = {y:R}"));
        }
    }

    [Theory]
    [InlineData(100f)]
    [InlineData(1e10f)]
    [InlineData(1e30f)]
    public void LargeLogits_GiveFiniteCrossEntropy(float scale)
    {
        // torch.nn.functional.cross_entropy of the logits (s, 0, -s): 0, s and 2s for the three labels.
        LogitsNet network = new();
        network.SetTensor("layer1.weight", [scale, 0f, -scale]);
        float[] gradients = new float[network.ParameterStorage];
        float[] values = new float[3];
        for (int label = 0; label < 3; label++)
        {
            float expected = label * scale;
            foreach (int rows in (int[])[1, 40])
            {
                float[] inputs = Enumerable.Repeat(1f, rows).ToArray();
                int[] labels = Enumerable.Repeat(label, rows).ToArray();
                float loss = network.Backward(inputs, labels, gradients);
                Assert.True(Math.Abs(loss - expected) <= 1e-6f * expected, $"loss {loss:R}, expected {expected:R}");
                Assert.Equal(loss, network.ComputeLoss(inputs, labels));
                LogitsNet.GetGradient(gradients, "layer1.bias", values);
                Assert.Equal([1f - (label == 0 ? 1f : 0f), label == 1 ? -1f : 0f, label == 2 ? -1f : 0f], values.Select(g => MathF.Round(g, 5)));
            }
        }
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(88f)]
    [InlineData(1e30f)]
    [InlineData(float.MaxValue)]
    public void Probabilities_SumToOneWhateverTheLogits(float scale)
    {
        LogitsNet network = new();
        network.SetTensor("layer1.weight", [scale, 0f, -scale]);
        float[] inputs = [.. Enumerable.Range(0, 41).Select(i => (i - 20) / 20f)];
        float[] outputs = new float[3 * inputs.Length];
        network.Forward(inputs, outputs);
        float[] alone = new float[3];
        for (int row = 0; row < inputs.Length; row++)
        {
            Assert.Equal(1f, outputs.AsSpan(3 * row, 3).ToArray().Sum(), 1e-6f);
            Assert.All(outputs.AsSpan(3 * row, 3).ToArray(), p => Assert.InRange(p, 0f, 1f));
            network.Forward(inputs.AsSpan(row, 1), alone);
            Assert.Equal(1f, alone.Sum(), 1e-6f);
        }
    }

    [Theory]
    [InlineData(200f)]
    [InlineData(1e30f)]
    public void LargeLogits_GiveFiniteBinaryCrossEntropy(float scale)
    {
        // torch.nn.functional.binary_cross_entropy_with_logits: 0 for the right side, |z| for the wrong one.
        LogisticNet network = new();
        network.SetTensor("layer1.weight", [scale]);
        Assert.Equal(0f, network.ComputeLoss([1f], [1f]));
        Assert.Equal(scale, network.ComputeLoss([1f], [0f]));
        Assert.Equal(0f, network.ComputeLoss([-1f], [0f]));
        Assert.Equal(scale, network.ComputeLoss([-1f], [1f]));
        float[] gradients = new float[network.ParameterStorage];
        float[] bias = new float[1];
        Assert.Equal(scale, network.Backward([-1f], [1f], gradients));
        LogisticNet.GetGradient(gradients, "layer1.bias", bias);
        Assert.Equal(-1f, bias[0], 1e-6f);
    }
}

[Network(1, Loss = Loss.CrossEntropy)]
[Dense(3, Activation.Softmax)]
internal sealed partial class LogitsNet;

[Network(1, Loss = Loss.BinaryCrossEntropy)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class LogisticNet;

[Network(1)]
[Dense(1, Activation.Linear)]
internal sealed partial class SingleLinearNet;

[Network(1)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class SingleSigmoidNet;

[Network(1)]
[Dense(1, Activation.Tanh)]
internal sealed partial class SingleTanhNet;

[Network(1)]
[Dense(1, Activation.ReLU)]
internal sealed partial class SingleReLUNet;

[Network(1)]
[Dense(1, Activation.LeakyReLU)]
internal sealed partial class SingleLeakyReLUNet;

[Network(1)]
[Dense(1, Activation.ELU)]
internal sealed partial class SingleELUNet;

[Network(1)]
[Dense(1, Activation.SELU)]
internal sealed partial class SingleSELUNet;

[Network(1)]
[Dense(1, Activation.GELU)]
internal sealed partial class SingleGELUNet;

[Network(1)]
[Dense(1, Activation.SiLU)]
internal sealed partial class SingleSiLUNet;

[Network(1)]
[Dense(1, Activation.Softplus)]
internal sealed partial class SingleSoftplusNet;

[Network(1)]
[Dense(1, Activation.Softsign)]
internal sealed partial class SingleSoftsignNet;

[Network(1)]
[Dense(1, Activation.HardSigmoid)]
internal sealed partial class SingleHardSigmoidNet;

[Network(1)]
[Dense(1, Activation.HardTanh)]
internal sealed partial class SingleHardTanhNet;

[Network(1)]
[Dense(1, Activation.Mish)]
internal sealed partial class SingleMishNet;
