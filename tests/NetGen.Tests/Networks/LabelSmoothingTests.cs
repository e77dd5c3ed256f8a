using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Networks;

[Network(2, Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f)]
[Dense(3, Activation.Softmax)]
public sealed partial class SmoothedByATenthNet;

[Network(2, Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f, Unroll = Unroll.None)]
[Dense(3, Activation.Softmax)]
public sealed partial class SmoothedByATenthInBlocksNet;

[Network(2, Loss = Loss.CrossEntropy, LabelSmoothing = 0.25f)]
[Dense(3, Activation.Softmax)]
public sealed partial class SmoothedByAQuarterNet;

[Network(2, Loss = Loss.CrossEntropy, LabelSmoothing = 0.25f, Unroll = Unroll.None)]
[Dense(3, Activation.Softmax)]
public sealed partial class SmoothedByAQuarterInBlocksNet;

[Network(2, Loss = Loss.BinaryCrossEntropy, LabelSmoothing = 0.2f)]
[Dense(3, Activation.Sigmoid)]
public sealed partial class SmoothedBinaryNet;

[Network(2, Loss = Loss.BinaryCrossEntropy, LabelSmoothing = 0.2f, Unroll = Unroll.None)]
[Dense(3, Activation.Sigmoid)]
public sealed partial class SmoothedBinaryInBlocksNet;

/// <summary>
/// Literals of PyTorch 1.13 in float64: <c>cross_entropy(x W^T + b, t, label_smoothing=s)</c>, and
/// <c>binary_cross_entropy_with_logits(x W^T + b, t (1 - s) + s / 2)</c>.
/// </summary>
[Trait("Category", "Functional")]
public sealed class LabelSmoothingTests
{
    private const float Tolerance = 3e-7f;

    private static readonly float[] Inputs = [1f, -2f, 0.5f, 1.5f, -1f, 0.25f];

    [Fact]
    public void Labels_AreSmoothedAsInPyTorch()
    {
        foreach (IClassifier network in new IClassifier[] { new SmoothedByATenthNet(), new SmoothedByATenthInBlocksNet() })
        {
            Set(network);
            int[] labels = [0, 2, 1];
            float[] gradients = new float[network.ParameterStorage];
            Check(
                network,
                network.Backward(Inputs, labels, gradients),
                gradients,
                1.053553149931651,
                [-0.13357950583, 0.29877345469, 0.39689792346, -0.11204453111, -0.26331841763, -0.18672892358],
                [0.0310353224, -0.08174295747, 0.05070763507]);
            Assert.Equal(1.053553149931651, network.ComputeLoss(Inputs, labels), Tolerance);
            float[] fromTargets = new float[network.ParameterStorage];
            network.Backward(Inputs, [1f, 0f, 0f, 0f, 0f, 1f, 0f, 1f, 0f], fromTargets);
            Assert.Equal(gradients, fromTargets);
        }
    }

    [Fact]
    public void ProbabilitiesOfClasses_AreSmoothedAsInPyTorch()
    {
        foreach (INetwork network in new INetwork[] { new SmoothedByAQuarterNet(), new SmoothedByAQuarterInBlocksNet() })
        {
            Set(network);
            float[] gradients = new float[network.ParameterStorage];
            Check(
                network,
                network.Backward(Inputs, [0.2f, 0.3f, 0.5f, 1f, 0f, 0f, 0f, 0.6f, 0.4f], gradients),
                gradients,
                1.5375114832649845,
                [-0.01691283916, -0.57205987865, 0.16356459012, 0.07962213556, -0.14665175096, 0.49243774309],
                [-0.01896467759, -0.05674295747, 0.07570763507]);
        }
    }

    [Fact]
    public void BinaryTargets_AreDrawnToAHalf()
    {
        foreach (INetwork network in new INetwork[] { new SmoothedBinaryNet(), new SmoothedBinaryInBlocksNet() })
        {
            Set(network);
            float[] gradients = new float[network.ParameterStorage];
            Check(
                network,
                network.Backward(Inputs, [0f, 1f, 1f, 1f, 0f, 0f, 0f, 1f, 0f], gradients),
                gradients,
                0.9574753446155313,
                [0.01786026068, -0.20425516582, 0.0603276139, 0.1326181501, -0.10416339162, 0.27061926916],
                [0.05893370592, -0.04987776779, 0.04471504204]);
        }
    }

    private static void Set(INetwork network)
    {
        network.SetTensor("layer1.weight", [0.5f, -0.25f, 0.75f, 0.1f, -0.3f, 0.6f]);
        network.SetTensor("layer1.bias", [0.1f, -0.2f, 0.05f]);
    }

    private static void Check(INetwork network, float loss, float[] gradients, double expectedLoss, double[] weight, double[] bias)
    {
        Assert.Equal(expectedLoss, loss, Tolerance);
        float[] actual = TestBatch.Canonical(network, gradients);
        foreach ((double expected, float value) in weight.Concat(bias).Zip(actual))
        {
            Assert.True(Math.Abs(expected - value) <= Tolerance, $"{value} instead of {expected}");
        }
    }
}
