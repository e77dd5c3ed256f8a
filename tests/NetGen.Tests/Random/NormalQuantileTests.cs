using System;
using Xunit;

namespace NetGen.Tests.Random;

[Trait("Category", "Functional")]
public class NormalQuantileTests
{
    // Values of NormalDist().inv_cdf of Python's standard library.
    [Theory]
    [InlineData(1e-12, -7.034483825301132)]
    [InlineData(1e-5, -4.2648907939228256)]
    [InlineData(0.0249978, -1.9600016281114776)]
    [InlineData(0.075, -1.4395314709384557)]
    [InlineData(0.0750001, -1.4395307645017297)]
    [InlineData(0.25, -0.6744897501960817)]
    [InlineData(0.5, 0.0)]
    [InlineData(0.975, 1.9599639845400536)]
    [InlineData(0.999, 3.090232306167813)]
    public void Quantile_IsThatOfOtherLibraries(double p, double z) => Assert.Equal(z, NormalQuantile.At(p), 4e-15);

    [Fact]
    public void Quantile_GrowsAcrossTheSeamsOfItsThreeRanges()
    {
        foreach (double seam in new[] { 0.075, 0.925, Math.Exp(-25) })
        {
            double below = NormalQuantile.At(seam * (1 - 1e-9));
            double above = NormalQuantile.At(seam * (1 + 1e-9));
            Assert.True(below < above);
            Assert.InRange(above - below, 0, 1e-7);
        }
    }

    [Fact]
    public void Log_IsWithinOneUlpOfTheSystems()
    {
        Xoshiro256 random = new(1);
        for (int i = 0; i < 100_000; i++)
        {
            double x = Math.Pow(10, (random.NextDouble() * 600) - 300) * (1 + random.NextDouble());
            double expected = Math.Log(x);
            Assert.InRange(PortableLog.Of(x), expected - (2.3e-16 * Math.Abs(expected)), expected + (2.3e-16 * Math.Abs(expected)));
        }

        Assert.Equal(0.0, PortableLog.Of(1.0));
    }
}
