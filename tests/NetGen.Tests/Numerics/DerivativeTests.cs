using System;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class DerivativeTests
{
    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    [InlineData("ReLU")]
    [InlineData("LeakyReLU")]
    [InlineData("ELU")]
    [InlineData("SELU")]
    [InlineData("GELU")]
    [InlineData("SiLU")]
    [InlineData("Softplus")]
    [InlineData("Softsign")]
    [InlineData("HardSigmoid")]
    [InlineData("HardTanh")]
    [InlineData("Mish")]
    [InlineData("SquaredError")]
    [InlineData("AbsoluteError")]
    [InlineData("HuberError")]
    [InlineData("BinaryCrossEntropy")]
    public void TheDerivative_IsTheSlopeOfTheFunction(string name)
    {
        const double H = 1e-5;
        Func<double, double> exact = Kernels.All[name].Exact;
        for (int i = -600; i <= 600; i++)
        {
            // Between the kinks, which lie at multiples of 1/4.
            float z = (i + 0.37f) / 64;
            double slope = (exact(z + H) - exact(z - H)) / (2 * H);

            // 2 * 5.8 ulp of tanh below 1, the least exact output that a slope is computed from.
            Assert.Equal(slope, Kernels.All[name + "Slope"].At(z), 6.9e-7);
        }
    }
}
