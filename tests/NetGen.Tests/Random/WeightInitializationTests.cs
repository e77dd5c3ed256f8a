using System;
using System.Linq;
using NetGen.CompilerServices;
using Xunit;

namespace NetGen.Tests.Random;

[Trait("Category", "Functional")]
public class WeightInitializationTests
{
    private const int FanIn = 300;
    private const int FanOut = 100;

    // sqrt(1/300), sqrt(2/300), sqrt(2/400), 0.01.
    [Theory]
    [InlineData(Initializer.LeCunNormal, 0.0577350269189626)]
    [InlineData(Initializer.HeNormal, 0.0816496580927726)]
    [InlineData(Initializer.XavierNormal, 0.0707106781186548)]
    [InlineData(Initializer.SmallNormal, 0.01)]
    public void NormalInitializer_HasItsDeviation(Initializer initializer, double deviation)
    {
        float[] weights = Draw(initializer, 1);
        Assert.InRange(weights.Average(w => (double)w) / deviation, -0.03, 0.03);
        Assert.InRange(Math.Sqrt(weights.Average(w => (double)w * w)) / deviation, 0.98, 1.02);
        Assert.Contains(weights, w => Math.Abs(w) > 3 * deviation);
    }

    // sqrt(6/400), sqrt(6/300).
    [Theory]
    [InlineData(Initializer.XavierUniform, 0.122474487139159)]
    [InlineData(Initializer.HeUniform, 0.141421356237310)]
    public void UniformInitializer_FillsItsRange(Initializer initializer, double bound)
    {
        float[] weights = Draw(initializer, 1);
        Assert.InRange(weights.Max() / bound, 0.999, 1.0000001);
        Assert.InRange(weights.Min() / bound, -1.0000001, -0.999);
        Assert.InRange(weights.Average(w => (double)w) / bound, -0.02, 0.02);
        Assert.InRange(weights.Average(w => (double)w * w) / (bound * bound), 0.323, 0.343);
    }

    [Fact]
    public void Zeros_AreZeroAndDrawNothing()
    {
        Xoshiro256 random = new(1);
        float[] weights = [1, 2, 3];
        WeightInitialization.Fill(weights, Initializer.Zeros, 3, 1, ref random);
        Assert.Equal([0f, 0f, 0f], weights);
        Assert.Equal(new Xoshiro256(1).State, random.State);
    }

    [Fact]
    public void Normal_IsTheRoundedProductOfDrawAndDeviation()
    {
        Xoshiro256 random = new(42);
        float[] weights = new float[3];
        WeightInitialization.Fill(weights, Initializer.SmallNormal, 3, 1, ref random);
        Assert.Equal([-0.01379547725306031f, -0.003081601135037895f, 0.0046782019433652505f], weights);
    }

    [Fact]
    public void Auto_IsRefused()
    {
        Xoshiro256 random = new(1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => WeightInitialization.Fill(new float[1], Initializer.Auto, 1, 1, ref random));
        Assert.Equal("initializer", error.ParamName);
    }

    [Theory]
    [InlineData(Initializer.HeNormal, 0, 1, "fanIn")]
    [InlineData(Initializer.HeNormal, 1, 0, "fanOut")]
    [InlineData((Initializer)99, 1, 1, "initializer")]
    public void ImpossibleArgument_IsRefusedByName(Initializer initializer, int fanIn, int fanOut, string name)
    {
        Xoshiro256 random = new(1);
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => WeightInitialization.Fill(new float[1], initializer, fanIn, fanOut, ref random));
        Assert.Equal(name, error.ParamName);
    }

    [Fact]
    public void ParameterInitializer_DrawsInCanonicalOrderWhateverTheLayout()
    {
        // [2 units, 3 inputs] stored input-major, each input's row padded to 4.
        TensorDescription tensor = new("layer1.weight", TensorRole.Weight, 4, [2, 3], [1, 4]);
        float[] slab = new float[20];
        Xoshiro256 random = new(9);
        ParameterInitializer.Fill(tensor, Initializer.HeNormal, 3, 2, ref random, slab);

        float[] expected = new float[6];
        Xoshiro256 again = new(9);
        WeightInitialization.Fill(expected, Initializer.HeNormal, 3, 2, ref again);
        float[] actual = new float[6];
        TensorAccess.Get(tensor, slab, actual);
        Assert.Equal(expected, actual);
        Assert.Equal(again.State, random.State);
        Assert.Equal(6, slab.Count(value => value != 0));
        Assert.Equal(expected[1], slab[8]);
    }

    private static float[] Draw(Initializer initializer, ulong seed)
    {
        float[] weights = new float[FanIn * FanOut];
        Xoshiro256 random = new(seed);
        WeightInitialization.Fill(weights, initializer, FanIn, FanOut, ref random);
        return weights;
    }
}
