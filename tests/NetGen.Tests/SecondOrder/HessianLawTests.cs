using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.SecondOrder;

/// <summary>What holds for the Hessian products of every network.</summary>
[Trait("Category", "Functional")]
public sealed class HessianLawTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string, int> NamesAndRows
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in SecondOrderNetworks.All.Keys)
            {
                foreach (int rows in new[] { 1, 7, 33, 128, 200 })
                {
                    data.Add(name, rows);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(NamesAndRows))]
    public void TheHessian_IsSymmetric(string name, int rows)
    {
        ISecondOrderNetwork network = SecondOrderNetworks.All[name](3);
        TestBatch batch = new(network, rows);
        float[] u = Vector(network, 11), v = Vector(network, 12);
        float[] hu = Product(network, batch, u), hv = Product(network, batch, v);
        Assert.Equal(Dot(u, hv), Dot(v, hu), Tolerance * Math.Sqrt(Dot(u, u) * Dot(hv, hv)));
    }

    [Theory]
    [MemberData(nameof(NamesAndRows))]
    public void TheProduct_IsLinearInTheVector(string name, int rows)
    {
        ISecondOrderNetwork network = SecondOrderNetworks.All[name](3);
        TestBatch batch = new(network, rows);
        float[] u = Vector(network, 13), v = Vector(network, 14);
        float[] hu = Product(network, batch, u), hv = Product(network, batch, v);
        float[] sum = Product(network, batch, [.. u.Zip(v, (a, b) => (2 * a) - (3 * b))]);
        double limit = Tolerance * 5 * Math.Max(hu.Max(Math.Abs), hv.Max(Math.Abs));
        Assert.All(Enumerable.Range(0, sum.Length), i => Assert.Equal((2 * hu[i]) - (3 * hv[i]), sum[i], limit));
        Assert.All(Product(network, batch, new float[u.Length]), value => Assert.Equal(0f, value));
    }

    [Theory]
    [MemberData(nameof(NamesAndRows))]
    public void TheProduct_IsTheMeanOverTheRows(string name, int rows)
    {
        ISecondOrderNetwork network = SecondOrderNetworks.All[name](3);
        TestBatch batch = new(network, rows);
        float[] v = Vector(network, 15);
        float[] whole = Product(network, batch, v);
        double[] mean = new double[v.Length];
        float[] one = new float[v.Length];
        for (int row = 0; row < rows; row++)
        {
            network.HessianVector(batch.InputRows(network, row, 1), batch.TargetRows(network, row, 1), v, one);
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += (double)one[i] / rows;
            }
        }

        double limit = 2 * Tolerance * mean.Max(Math.Abs);
        Assert.All(Enumerable.Range(0, mean.Length), i => Assert.Equal(mean[i], whole[i], limit));
    }

    [Theory]
    [MemberData(nameof(NamesAndRows))]
    public void TheProduct_IsTheSlopeOfTheGradientAlongTheVector(string name, int rows)
    {
        // In float, the difference of two gradients has few digits: a coarse check of whole networks. The exact one is in double, op by op.
        const float Step = 5e-4f;
        ISecondOrderNetwork network = SecondOrderNetworks.All[name](3);
        TestBatch batch = new(network, rows);
        float[] v = Vector(network, 16);
        float[] product = Product(network, batch, v);
        float[] start = network.Parameters.ToArray();
        float[] GradientAt(float step)
        {
            for (int i = 0; i < start.Length; i++)
            {
                network.Parameters[i] = start[i] + (step * v[i]);
            }

            float[] gradient = new float[v.Length];
            network.Backward(batch.Inputs, batch.Targets, gradient);
            return gradient;
        }

        float[] above = GradientAt(Step), below = GradientAt(-Step);
        double[] slopes = [.. above.Zip(below, (a, b) => (a - (double)b) / (2 * Step))];

        // L1 jumps at 0: parameters that may cross it don't count.
        int[] smooth = [.. Enumerable.Range(0, v.Length).Where(i => Math.Abs(start[i]) > Step || v[i] == 0)];
        double error = Math.Sqrt(smooth.Sum(i => (slopes[i] - product[i]) * (slopes[i] - product[i])));
        double size = Math.Sqrt(smooth.Sum(i => slopes[i] * slopes[i]));

        // ReLU and Huber have corners, which a few of the rows cross.
        double limit = name == "huber" ? 0.1 : 0.02;
        Assert.True(error <= limit * size, $"off by {error / size:E1} of {size:E1}");
    }

    [Theory]
    [MemberData(nameof(NamesAndRows))]
    public void Derivatives_AllocateNothing(string name, int rows)
    {
        ISecondOrderNetwork network = SecondOrderNetworks.All[name](3);
        TestBatch batch = new(network, rows);
        float[] v = Vector(network, 17);
        float[] product = new float[v.Length];
        float[] byRow = new float[rows * network.OutputSize];
        float[] byInput = new float[batch.Inputs.Length];
        var differentiable = (IInputGradientNetwork)network;
        Assert.Equal(0, Allocation.Of(() => network.HessianVector(batch.Inputs, batch.Targets, v, product)));
        Assert.Equal(0, Allocation.Of(() => differentiable.InputGradient(batch.Inputs, batch.Targets, byInput)));
        Assert.Equal(0, Allocation.Of(() => differentiable.InputJacobian(batch.Inputs, network.OutputSize - 1, byInput)));
        if (network is ILeastSquaresNetwork squares)
        {
            Assert.Equal(0, Allocation.Of(() => squares.ResidualJacobianVector(batch.Inputs, v, byRow)));
            Assert.Equal(0, Allocation.Of(() => squares.ResidualJacobianTransposeVector(batch.Inputs, batch.Targets, product)));
        }
    }

    [Fact]
    public void L2_AddsItselfToTheDiagonal_AndL1Nothing()
    {
        var penalized = new PenalizedNet(4);
        var plain = new PlainNet(4);
        TestBatch batch = new(plain, 20);
        float[] v = Vector(plain, 18);
        float[] expected = Product(plain, batch, v);
        float[] actual = Product(penalized, batch, v);
        foreach (TensorDescription tensor in plain.Description.Tensors)
        {
            double l2 = tensor.Name == "layer1.weight" ? 0.5 : 0;
            foreach (int i in Enumerable.Range(tensor.Offset, tensor.Length))
            {
                Assert.Equal(expected[i] + (l2 * v[i]), actual[i], 1e-6);
            }
        }
    }

    [Fact]
    public void Derivatives_OfANetworkThatCanWeighRows_WeighThemAlike()
    {
        var plain = new HuberSecondOrderNet(9);
        var weighted = new WeightedSecondOrderNet(9);
        TestBatch batch = new(plain, 40);
        float[] v = Vector(plain, 19);
        Assert.Equal(Product(plain, batch, v), Product(weighted, batch, v));
        float[] expected = new float[batch.Inputs.Length];
        float[] actual = new float[batch.Inputs.Length];
        Assert.Equal(plain.InputGradient(batch.Inputs, batch.Targets, expected), weighted.InputGradient(batch.Inputs, batch.Targets, actual));
        Assert.Equal(expected, actual);
    }

    internal static float[] Vector(INetwork network, ulong seed)
    {
        var random = new Xoshiro256(seed);
        double[] values = new double[network.ParameterCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (2 * random.NextSingle()) - 1;
        }

        return SecondOrderCase.Slab(network, values);
    }

    internal static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    private static float[] Product(ISecondOrderNetwork network, TestBatch batch, float[] vector)
    {
        float[] product = new float[network.ParameterStorage];
        Array.Fill(product, float.NaN);
        network.HessianVector(batch.Inputs, batch.Targets, vector, product);
        return product;
    }
}

[Network(16, SecondOrder = true)]
[Dense(16, Activation.Tanh)]
[Dense(16)]
public sealed partial class PlainNet;

[Network(16, SecondOrder = true)]
[Dense(16, Activation.Tanh, L2 = 0.5f)]
[Dense(16, L1 = 0.3f)]
public sealed partial class PenalizedNet;
