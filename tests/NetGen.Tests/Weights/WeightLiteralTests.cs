using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Weights;

/// <summary>
/// Literals of PyTorch 1.13 in float64, for one layer x W^T + b: <c>cross_entropy(z, labels, weight=w)</c>; for the others
/// <c>sum(w * l) / sum(w)</c> with l the losses of the rows.
/// </summary>
[Trait("Category", "Functional")]
public sealed class WeightLiteralTests
{
    private const float Tolerance = 4e-7f;

    private static readonly float[] Inputs = [1f, -2f, 0.5f, 1.5f, -1f, 0.25f, 2f, 0.5f];
    private static readonly int[] Labels = [0, 2, 1, 2];
    private static readonly float[] Weights = [0.5f, 3f, 0f, 1.25f];

    [Fact]
    public void WeightsOfClasses_AreThoseOfPyTorch()
    {
        foreach (IWeightedClassifier network in new IWeightedClassifier[] { new WeightedClassesNet(), new WeightedClassesInBlocksNet() })
        {
            float[] gradients = Set(network);
            float[] weights = Array.ConvertAll(Labels, label => new[] { 1f, 2.5f, 0.5f }[label]);
            Check(
                network,
                network.Backward(Inputs, Labels, weights, gradients),
                gradients,
                1.4867411822086884,
                [-0.11701399769, 0.24614961574, 0.67530322784, -0.17398815753, -0.55828923015, -0.0721614582],
                [0.11594613253, -0.31314253046, 0.19719639794]);
            Assert.Equal(1.4867411822086884, network.ComputeLoss(Inputs, Labels, weights), Tolerance);
            float[] targets = new float[12];
            foreach ((int label, int row) in Labels.Select((label, row) => (label, row)))
            {
                targets[(3 * row) + label] = 1f;
            }

            float[] fromTargets = new float[gradients.Length];
            network.Backward(Inputs, targets, weights, fromTargets);
            Assert.Equal(gradients, fromTargets);
        }
    }

    [Fact]
    public void Squares_AreWeighted()
    {
        foreach (IWeightedNetwork network in new IWeightedNetwork[] { new WeightedSquaresNet(), new WeightedSquaresInBlocksNet() })
        {
            float[] gradients = Set(network);
            Check(
                network,
                network.Backward(Inputs, [0.2f, 0.3f, 0.5f, 1f, 0f, -1f, 0f, 0.6f, 0.4f, 0.5f, 0.25f, 2f], Weights, gradients),
                gradients,
                1.657467105263158,
                [0.01403508772, -0.73201754386, 0.45789473684, 0.29473684211, -0.54736842105, 1.21315789474],
                [-0.2850877193, 0.33333333333, 0.22631578947]);
        }
    }

    [Fact]
    public void BinaryCrossEntropies_AreWeighted()
    {
        foreach (IWeightedNetwork network in new IWeightedNetwork[] { new WeightedBinaryNet(), new WeightedBinaryInBlocksNet() })
        {
            float[] gradients = Set(network);
            Check(
                network,
                network.Backward(Inputs, [0f, 1f, 1f, 1f, 0f, 0f, 0f, 1f, 0f, 1f, 1f, 0f], Weights, gradients),
                gradients,
                0.8025048812204527,
                [-0.07501452672, -0.22453065106, 0.01048746086, 0.20330903933, 0.12101903526, 0.29393145867],
                [-0.1042789645, 0.0896559817, 0.15524235791]);
        }
    }

    [Fact]
    public void SmoothedLabels_AreWeighted_AndThePenaltyIsNot()
    {
        WeightedPenalizedNet network = new();
        float[] gradients = Set(network);
        Check(
            network,
            network.Backward(Inputs, Labels, Weights, gradients),
            gradients,
            1.172021346504756,
            [0.25022664383, 0.24913790251, 0.44941183103, 0.27254177854, -0.60463847486, -0.47667968106],
            [0.16991062594, 0.32868730512, -0.49859793106]);
    }

    private static float[] Set(INetwork network)
    {
        network.SetTensor("layer1.weight", [0.5f, -0.25f, 0.75f, 0.1f, -0.3f, 0.6f]);
        network.SetTensor("layer1.bias", [0.1f, -0.2f, 0.05f]);
        return new float[network.ParameterStorage];
    }

    private static void Check(INetwork network, float loss, float[] gradients, double expectedLoss, double[] weight, double[] bias)
    {
        Assert.Equal(expectedLoss, loss, Tolerance);
        foreach ((double expected, float value) in weight.Concat(bias).Zip(TestBatch.Canonical(network, gradients)))
        {
            Assert.True(Math.Abs(expected - value) <= Tolerance, $"{value} instead of {expected}");
        }
    }
}
