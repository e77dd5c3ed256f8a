using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.SecondOrder;

/// <summary>Gradients, Hessian products and eigenvalues are those of PyTorch in float64.</summary>
[Trait("Category", "Functional")]
public sealed class HessianGoldenTests
{
    public static TheoryData<string> Cases => ["so_2_4_1_bce", "so_3_5_2_mse", "so_4_6_3_ce", "so_linear"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void LossAndGradient_ArePyTorchs(string name)
    {
        var golden = SecondOrderCase.Load(name);
        ISecondOrderNetwork network = golden.CreateNetwork();
        float[] gradients = new float[network.ParameterStorage];
        Assert.Equal(golden.Loss, network.Backward(golden.Inputs, golden.Targets, gradients), 1e-5 * golden.Loss);
        Near(golden.Gradient, TestBatch.Canonical(network, gradients), 1e-5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void HessianProducts_ArePyTorchs(string name)
    {
        var golden = SecondOrderCase.Load(name);
        ISecondOrderNetwork network = golden.CreateNetwork();
        foreach ((double[] vector, double[] expected) in golden.Vectors.Zip(golden.Products))
        {
            float[] product = new float[network.ParameterStorage];
            network.HessianVector(golden.Inputs, golden.Targets, SecondOrderCase.Slab(network, vector), product);
            Near(expected, TestBatch.Canonical(network, product), 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ProductsWithUnitVectors_AreASymmetricHessianWithPyTorchsEigenvalues(string name)
    {
        var golden = SecondOrderCase.Load(name);
        double[,] hessian = Hessian.Of(golden.CreateNetwork(), golden.Inputs, golden.Targets);
        double[] expected = [.. golden.Eigenvalues.Order()];
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < hessian.GetLength(0); i++)
        {
            for (int j = 0; j < i; j++)
            {
                Assert.Equal(hessian[i, j], hessian[j, i], 1e-6 * largest);
                hessian[i, j] = hessian[j, i] = (hessian[i, j] + hessian[j, i]) / 2;
            }
        }

        double[] actual = SymmetricEigenvalues.Of(hessian);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * largest));
    }

    /// <summary>Each value within so much of the largest.</summary>
    private static void Near(double[] expected, float[] actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        double limit = relative * expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= limit, $"[{i}] is {actual[i]:R}, expected {expected[i]:R}, of at most {expected.Max(Math.Abs):R}");
        }
    }
}
