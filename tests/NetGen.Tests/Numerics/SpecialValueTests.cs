using System;
using System.Linq;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class SpecialValueTests
{
    private const float Infinity = float.PositiveInfinity;

    public static TheoryData<string> Names => Kernels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ANaN_StaysNaN_WhateverItsSignAndPayload(string name)
    {
        foreach (uint bits in new[] { 0x7FC00000u, 0xFFC00000u, 0x7FC00001u, 0xFFFFFFFFu, 0x7FFFFFFFu, 0x7F800001u, 0xFFA12345u })
        {
            float[] block = new float[16];
            Array.Fill(block, BitConverter.UInt32BitsToSingle(bits));
            foreach (Map map in Kernels.All[name].Widths.Values)
            {
                float[] output = new float[16];
                map(block, output);
                Assert.All(output, y => Assert.True(float.IsNaN(y)));
            }
        }
    }

    [Theory]
    [InlineData("Exp", 0f, Infinity)]
    [InlineData("Expm1", -1f, Infinity)]
    [InlineData("Log", float.NaN, Infinity)]
    [InlineData("Erf", -1f, 1f)]
    [InlineData("Sigmoid", 0f, 1f)]
    [InlineData("Tanh", -1f, 1f)]
    [InlineData("ReLU", 0f, Infinity)]
    [InlineData("LeakyReLU", -Infinity, Infinity)]
    [InlineData("ELU", -1f, Infinity)]
    [InlineData("SELU", -1.7580993f, Infinity)]
    [InlineData("GELU", 0f, Infinity)]
    [InlineData("SiLU", -0f, Infinity)]
    [InlineData("Softplus", 0f, Infinity)]
    [InlineData("Softsign", -1f, 1f)]
    [InlineData("HardSigmoid", 0f, 1f)]
    [InlineData("HardTanh", -1f, 1f)]
    [InlineData("Mish", -0f, Infinity)]
    [InlineData("SigmoidSlope", 0f, 0f)]
    [InlineData("TanhSlope", 0f, 0f)]
    [InlineData("ReLUSlope", 0f, 1f)]
    [InlineData("LeakyReLUSlope", 0.125f, 1f)]
    [InlineData("ELUSlope", 0f, 1f)]
    [InlineData("SELUSlope", 0f, 1.050701f)]
    [InlineData("GELUSlope", -0f, 1f)]
    [InlineData("SiLUSlope", -0f, 1f)]
    [InlineData("SoftplusSlope", 0f, 1f)]
    [InlineData("SoftsignSlope", 0f, 0f)]
    [InlineData("HardSigmoidSlope", 0f, 0f)]
    [InlineData("HardTanhSlope", 0f, 0f)]
    [InlineData("MishSlope", -0f, 1f)]
    [InlineData("SquaredError", Infinity, Infinity)]
    [InlineData("AbsoluteErrorSlope", -1f, 1f)]
    [InlineData("HuberError", Infinity, Infinity)]
    [InlineData("HuberErrorSlope", -1.5f, 1.5f)]
    [InlineData("BinaryCrossEntropySlope", -0.25f, 0.75f)]
    [InlineData("BinaryCrossEntropyTrainingSlope", -0.25f, 0.75f)]
    public void Infinities_GiveTheLimits(string name, float atMinus, float atPlus)
    {
        Assert.Equal(atMinus, Kernels.All[name].At(-Infinity));
        Assert.Equal(atPlus, Kernels.All[name].At(Infinity));
    }

    [Fact]
    public void BinaryCrossEntropy_AtInfiniteLogits_IsInfiniteOrNaN()
    {
        Assert.Equal(Infinity, BinaryCrossEntropy.Invoke<SimdScalar, float>(-Infinity, 1f));
        Assert.True(float.IsNaN(BinaryCrossEntropy.Invoke<SimdScalar, float>(-Infinity, 0f)));
        Assert.True(float.IsNaN(BinaryCrossEntropy.Invoke<SimdScalar, float>(Infinity, 1f)));
    }

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(float.Epsilon, 1f)]
    [InlineData(-float.Epsilon, 1f)]
    [InlineData(-1e-10f, 1f)]
    [InlineData(88.72283f, 3.4027985e38f)]
    [InlineData(88.72284f, Infinity)]
    [InlineData(1e30f, Infinity)]
    [InlineData(-87.33654f, 1.1754997e-38f)]
    [InlineData(-87.33655f, 0f)]
    [InlineData(-1e30f, 0f)]
    public void Exp_AtItsEdges(float x, float expected) => SameBits(expected, Kernels.All["Exp"].At(x));

    [Fact]
    public void TheSignOfZero_DoesNotMatterToExpAndLog()
    {
        SameBits(1f, Kernels.All["Exp"].At(-0f));
        SameBits(-Infinity, Kernels.All["Log"].At(-0f));
    }

    [Theory]
    [InlineData(0f, -Infinity)]
    [InlineData(1f, 0f)]
    [InlineData(float.Epsilon, -103.278929903f)]
    [InlineData(1.1754942e-38f, -87.3365447506f)]
    [InlineData(float.MaxValue, 88.7228391117f)]
    [InlineData(-float.Epsilon, float.NaN)]
    [InlineData(-1f, float.NaN)]
    public void Log_AtItsEdges(float x, float expected) => Assert.Equal(expected, Kernels.All["Log"].At(x));

    [Theory]
    [InlineData("Tanh")]
    [InlineData("Erf")]
    [InlineData("HardTanh")]
    [InlineData("Softsign")]
    public void OddFunctions_KeepTheSignOfZero_AndMirrorEveryBit(string name)
    {
        SameBits(-0f, Kernels.All[name].At(-0f));
        SameBits(0f, Kernels.All[name].At(0f));
        foreach (float[] block in Floats.Sweep(0f, Infinity, 200_003))
        {
            float[] mirrored = Array.ConvertAll(block, x => -x);
            Kernels.All[name].Widest(block, block);
            Kernels.All[name].Widest(mirrored, mirrored);
            Assert.Equal(block, Array.ConvertAll(mirrored, y => -y));
        }
    }

    [Theory]
    [InlineData("Exp", -Infinity, 0f, 0f, 1f)]
    [InlineData("Sigmoid", -Infinity, Infinity, 0f, 1f)]
    [InlineData("Tanh", -Infinity, Infinity, -1f, 1f)]
    [InlineData("Erf", -Infinity, Infinity, -1f, 1f)]
    [InlineData("Expm1", -Infinity, 0f, -1f, 0f)]
    [InlineData("HardSigmoid", -Infinity, Infinity, 0f, 1f)]
    public void Bounds_AreNeverPassed(string name, float low, float high, float least, float most)
    {
        foreach (float[] block in Floats.Sweep(low, high, 5_003))
        {
            Kernels.All[name].Widest(block, block);
            Assert.All(block, y => Assert.InRange(y, least, most));
        }
    }

    /// <summary>Where nothing but the bound of the input keeps tanh from passing 1: each float that comes near.</summary>
    [Fact]
    public void Tanh_IsOneFromItsBoundOn_AndNotAboveBefore()
    {
        const float bound = 8.147904f;
        Map tanh = Kernels.All["Tanh"].Widest;
        foreach (float[] block in Floats.Sweep(6f, bound, 1))
        {
            tanh(block, block);
            foreach (float y in block)
            {
                Assert.True(y <= 1f);
            }
        }

        Assert.Equal(1f, Kernels.All["Tanh"].At(bound));
        Assert.Equal(-1f, Kernels.All["Tanh"].At(-bound));
        Assert.Equal(1f, Kernels.All["Tanh"].At(9f));
    }

    /// <summary>What a softmax calls: without the cases that can't be.</summary>
    [Fact]
    public void ExpOfNegatives_AndLogOfNormals_GiveTheBitsOfTheGeneralFunctions()
    {
        foreach (float x in Floats.Sweep(-Infinity, -float.Epsilon, 20_011).SelectMany(block => block))
        {
            SameBits(Exp.Invoke<SimdScalar, float>(x), Exp.OfNegative<SimdScalar, float>(x));
        }

        Assert.True(float.IsNaN(Exp.OfNegative<SimdScalar, float>(float.NaN)));
        foreach (float x in Floats.Sweep(1.17549435e-38f, float.MaxValue, 20_011).SelectMany(block => block))
        {
            SameBits(Log.Invoke<SimdScalar, float>(x), Log.OfNormal<SimdScalar, float>(x));
        }
    }

    [Theory]
    [InlineData("Exp")]
    [InlineData("Sigmoid")]
    public void BelowTheNormals_TheResultIsZero_NeverDenormal(string name)
    {
        foreach (float[] block in Floats.Sweep(-Infinity, -87.3f, 17))
        {
            Kernels.All[name].Widest(block, block);
            Assert.All(block, y => Assert.True(y == 0 || float.IsNormal(y)));
        }
    }

    [Theory]
    [InlineData(0.5f, 2f, 2f, 1f)]
    [InlineData(0.5f, 0f, 0f, 0.5f)]
    [InlineData(2f, 0f, 0f, 2f)]
    [InlineData(2f, -1f, -1.26424112f, 0.735758882f)]
    public void ELU_FollowsItsAlpha(float alpha, float z, float value, float derivative)
    {
        float y = ELU.Invoke<SimdScalar, float>(z, alpha);
        Assert.Equal(value, y, 2e-7f);
        Assert.Equal(derivative, ELU.Derivative<SimdScalar, float>(y, alpha), 2e-7f);
    }

    [Theory]
    [InlineData(0f, -3f, 0f, 0f)]
    [InlineData(0f, 0f, 0f, 0f)]
    [InlineData(0.01f, -3f, -0.03f, 0.01f)]
    [InlineData(2f, -3f, -6f, 2f)]
    [InlineData(2f, 3f, 3f, 1f)]
    public void LeakyReLU_FollowsItsAlpha(float alpha, float z, float value, float derivative)
    {
        float y = LeakyReLU.Invoke<SimdScalar, float>(z, alpha);
        Assert.Equal(value, y);
        Assert.Equal(derivative, LeakyReLU.Derivative<SimdScalar, float>(y, alpha));
    }

    [Theory]
    [InlineData("HardTanh", -1f, 0f)]
    [InlineData("HardTanh", 1f, 0f)]
    [InlineData("HardTanh", 0.99999994f, 1f)]
    [InlineData("HardSigmoid", -3f, 0f)]
    [InlineData("HardSigmoid", 3f, 0f)]
    [InlineData("HardSigmoid", -2.9999998f, 1f / 6f)]
    [InlineData("HardSigmoid", 2.9999990f, 1f / 6f)]
    public void Clamped_DerivativesAreZeroFromTheKinkOn(string name, float z, float derivative) =>
        Assert.Equal(derivative, Kernels.All[name + "Slope"].At(z));

    private static void SameBits(float expected, float actual) =>
        Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(actual));
}
