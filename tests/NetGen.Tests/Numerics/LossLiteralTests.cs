using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>The closed forms at points worked out by hand, derivatives by the output included.</summary>
[Trait("Category", "Functional")]
public sealed class LossLiteralTests
{
    [Theory]
    [InlineData(3f, 1f, 4f, 4f)]
    [InlineData(-1f, 0.5f, 2.25f, -3f)]
    [InlineData(2f, 2f, 0f, 0f)]
    public void SquaredErrors(float y, float t, float value, float derivative)
    {
        Assert.Equal(value, SquaredError.Invoke<SimdScalar, float>(y, t));
        Assert.Equal(derivative, SquaredError.Derivative<SimdScalar, float>(y, t));
    }

    [Theory]
    [InlineData(3f, 1f, 2f, 1f)]
    [InlineData(-1f, 0.5f, 1.5f, -1f)]
    [InlineData(2f, 2f, 0f, 0f)]
    public void AbsoluteErrors(float y, float t, float value, float derivative)
    {
        Assert.Equal(value, AbsoluteError.Invoke<SimdScalar, float>(y, t));
        Assert.Equal(derivative, AbsoluteError.Derivative<SimdScalar, float>(y, t));
    }

    [Theory]
    [InlineData(3f, 1f, 1f, 1.5f, 1f)]
    [InlineData(-1f, 0.5f, 1f, 1f, -1f)]
    [InlineData(1.5f, 1f, 1f, 0.125f, 0.5f)]
    [InlineData(2f, 1f, 1f, 0.5f, 1f)]
    [InlineData(6f, 1f, 2f, 8f, 2f)]
    [InlineData(2f, 2f, 1f, 0f, 0f)]
    public void HuberErrors(float y, float t, float delta, float value, float derivative)
    {
        Assert.Equal(value, HuberError.Invoke<SimdScalar, float>(y, t, delta));
        Assert.Equal(derivative, HuberError.Derivative<SimdScalar, float>(y, t, delta));
    }

    [Theory]
    [InlineData(0f, 1f, 0.693147180560, -0.5)]
    [InlineData(0f, 0f, 0.693147180560, 0.5)]
    [InlineData(2f, 1f, 0.126928011043, -0.119202922022)]
    [InlineData(2f, 0f, 2.126928011043, 0.880797077978)]
    [InlineData(-3f, 0.25f, 0.798587351574, -0.202574126823)]
    [InlineData(20f, 1f, 2.06115362e-9, 0)]
    [InlineData(-200f, 0f, 0, 0)]
    [InlineData(-200f, 1f, 200, -1)]
    public void BinaryCrossEntropies(float z, float t, double value, double derivative)
    {
        float actual = BinaryCrossEntropy.Invoke<SimdScalar, float>(z, t);
        Assert.InRange(actual, value * (1 - 3e-7), value * (1 + 3e-7));
        Assert.Equal(derivative, BinaryCrossEntropy.Derivative<SimdScalar, float>(z, t), 1e-7);
    }
}
