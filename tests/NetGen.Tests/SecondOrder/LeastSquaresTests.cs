using System;
using System.Linq;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.SecondOrder;

/// <summary>The products of the residuals' Jacobian J. The loss is the mean of all squared residuals r, so its gradient is 2 / count J' r.</summary>
[Trait("Category", "Functional")]
public sealed class LeastSquaresTests
{
    public static TheoryData<int> RowCounts => [1, 9, 33, 200];

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void TheProducts_AreThoseOfOneMatrixAndItsTranspose(int rows)
    {
        var network = new PooledSecondOrderNet(5);
        TestBatch batch = new(network, rows);
        float[] v = HessianLawTests.Vector(network, 21);
        float[] u = new TestBatch(network, rows, seed: 2).Targets;
        float[] jv = new float[u.Length];
        float[] ju = new float[v.Length];
        Array.Fill(ju, float.NaN);
        network.ResidualJacobianVector(batch.Inputs, v, jv);
        network.ResidualJacobianTransposeVector(batch.Inputs, u, ju);
        double left = HessianLawTests.Dot(jv, u);
        Assert.Equal(left, HessianLawTests.Dot(v, ju), 1e-5 * Math.Sqrt(HessianLawTests.Dot(jv, jv) * HessianLawTests.Dot(u, u)));
        Assert.NotEqual(0, left);
    }

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void TheGradient_IsTheTransposedJacobianTimesTheResiduals(int rows)
    {
        var network = new So352Net(5);
        TestBatch batch = new(network, rows);
        float[] residuals = new float[batch.Targets.Length];
        float[] gradient = new float[network.ParameterStorage];
        float[] product = new float[network.ParameterStorage];
        network.Forward(batch.Inputs, residuals);
        for (int i = 0; i < residuals.Length; i++)
        {
            residuals[i] -= batch.Targets[i];
        }

        network.Backward(batch.Inputs, batch.Targets, gradient);
        network.ResidualJacobianTransposeVector(batch.Inputs, residuals, product);
        double limit = 1e-5 * gradient.Max(Math.Abs);
        Assert.All(Enumerable.Range(0, gradient.Length), i => Assert.Equal(gradient[i], 2.0 / residuals.Length * product[i], limit));
    }

    [Theory]
    [MemberData(nameof(RowCounts))]
    public void TheProduct_IsTheSlopeOfTheOutputsAlongTheVector(int rows)
    {
        const float Step = 1e-2f;
        var network = new So352Net(5);
        TestBatch batch = new(network, rows);
        float[] v = HessianLawTests.Vector(network, 22);
        float[] start = network.Parameters.ToArray();
        float[] product = new float[batch.Targets.Length];
        network.ResidualJacobianVector(batch.Inputs, v, product);
        float[] OutputsAt(float step)
        {
            float[] outputs = new float[product.Length];
            for (int i = 0; i < start.Length; i++)
            {
                network.Parameters[i] = start[i] + (step * v[i]);
            }

            network.Forward(batch.Inputs, outputs);
            return outputs;
        }

        float[] above = OutputsAt(Step), below = OutputsAt(-Step);
        double limit = 1e-3 * product.Max(Math.Abs);
        Assert.All(Enumerable.Range(0, product.Length), i => Assert.Equal((above[i] - below[i]) / (2 * Step), product[i], limit));
    }

    [Fact]
    public void OfALinearNetwork_TheHessianIsTwoOverCountTimesTheSquareOfTheJacobian()
    {
        var golden = SecondOrderCase.Load("so_linear");
        var network = (ILeastSquaresNetwork)golden.CreateNetwork();
        double[,] hessian = Hessian.Of(network, golden.Inputs, golden.Targets);
        double[,] jacobian = Hessian.Jacobian(network, golden.Inputs);
        int count = jacobian.GetLength(0);
        for (int i = 0; i < network.ParameterCount; i++)
        {
            for (int j = 0; j < network.ParameterCount; j++)
            {
                double sum = Enumerable.Range(0, count).Sum(k => jacobian[k, i] * jacobian[k, j]);
                Assert.Equal(2.0 / count * sum, hessian[i, j], 1e-5);
            }
        }
    }
}
