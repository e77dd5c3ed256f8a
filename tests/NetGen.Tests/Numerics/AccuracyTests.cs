using System;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>The errors that the documentation of each function states, over dense sweeps; they hold with and without a fused multiply-add.</summary>
[Trait("Category", "Functional")]
public sealed class AccuracyTests
{
    [Theory]
    [InlineData("Exp", -87.33654f, 88.72283f, 1.6)]
    [InlineData("Exp", -2f, -1e-3f, 1.6)]
    [InlineData("Exp", 1e-3f, 2f, 1.6)]
    [InlineData("Expm1", -100f, 88.72283f, 1.8)]
    [InlineData("Expm1", -1f, -1e-3f, 1.8)]
    [InlineData("Expm1", 1e-3f, 1f, 1.8)]
    [InlineData("Log", 1.17549435e-38f, float.MaxValue, 1)]
    [InlineData("Log", 0.4f, 2.5f, 1)]
    [InlineData("Log", float.Epsilon, 1.17549435e-38f, 1)]
    [InlineData("Log1p", 0f, 1f, 1.8)]
    [InlineData("Log1p", 1e-3f, 1f, 1.8)]
    [InlineData("Erf", -10f, 10f, 7.6)]
    [InlineData("Erf", 1e-2f, 4f, 7.6)]
    [InlineData("Sigmoid", -87.33654f, 100f, 3.8)]
    [InlineData("Sigmoid", -20f, -1e-2f, 3.8)]
    [InlineData("Tanh", -100f, 100f, 5.8)]
    [InlineData("Tanh", 1e-3f, 10f, 5.8)]
    [InlineData("LeakyReLU", -100f, 100f, 0.5)]
    [InlineData("ELU", -100f, 100f, 1.1)]
    [InlineData("ELU", -20f, -1e-3f, 1.1)]
    [InlineData("SELU", -100f, -1e-37f, 1.9)]
    [InlineData("SELU", 1e-37f, 100f, 1.9)]
    [InlineData("SELU", -20f, -1e-3f, 1.9)]
    [InlineData("GELU", -1f, 1000f, 4.5)]
    [InlineData("GELU", -1f, -1e-2f, 4.5)]
    [InlineData("GELU", 1e-2f, 6f, 4.5)]
    [InlineData("SiLU", -87f, 1000f, 3.4)]
    [InlineData("SiLU", -20f, -1e-2f, 3.4)]
    [InlineData("SiLU", 1e-2f, 20f, 3.4)]
    [InlineData("Softplus", -87f, 1000f, 2.3)]
    [InlineData("Softplus", -20f, -1e-3f, 2.3)]
    [InlineData("Softplus", 1e-3f, 20f, 2.3)]
    [InlineData("Softsign", -1e30f, 1e30f, 1.5)]
    [InlineData("SoftsignSlope", -1e15f, 1e15f, 3.6)]
    [InlineData("Mish", -87f, 1000f, 4.8)]
    [InlineData("Mish", -20f, -1e-2f, 4.8)]
    [InlineData("Mish", 1e-2f, 20f, 4.8)]
    [InlineData("HuberError", -100f, 100f, 2)]
    [InlineData("SquaredError", -100f, 100f, 2.5)]
    [InlineData("BinaryCrossEntropy", -80f, 80f, 2.7)]
    public void RelativeError_InUnitsOfTheLastPlace(string name, float low, float high, double ulps)
    {
        Kernel kernel = Kernels.All[name];
        Sweep(kernel, low, high, (x, y) =>
        {
            double error = Reference.Ulps(y, kernel.Exact(x));
            Assert.True(error <= ulps, $"{name}({x:R}) = {y:R} is {error:F2} ulp off");
        });
    }

    [Theory]
    [InlineData("FastSigmoid", 2.7e-5)]
    [InlineData("FastTanh", 5.3e-5)]
    [InlineData("GELU", 1e-7)]
    [InlineData("HardSigmoid", 8e-8)]
    [InlineData("SigmoidSlope", 1e-7)]
    [InlineData("TanhSlope", 6.9e-7)]
    [InlineData("ELUSlope", 6e-8)]
    [InlineData("SELUSlope", 1.6e-7)]
    [InlineData("GELUSlope", 1.8e-7)]
    [InlineData("SiLUSlope", 1.8e-7)]
    [InlineData("MishSlope", 2.1e-7)]
    [InlineData("SoftplusSlope", 1e-7)]
    [InlineData("BinaryCrossEntropySlope", 1e-7)]
    [InlineData("BinaryCrossEntropyTrainingSlope", 1e-7)]
    public void AbsoluteError_PerUnitOfTheInput(string name, double bound)
    {
        Kernel kernel = Kernels.All[name];
        Action<float, float> check = (x, y) =>
        {
            double error = Math.Abs(y - kernel.Exact(x)) / Math.Max(1, Math.Abs(x));
            Assert.True(error <= bound, $"{name}({x:R}) = {y:R} is {error:E2} off");
        };
        Sweep(kernel, -120f, 120f, check);
        Sweep(kernel, -20f, -0.01f, check);
        Sweep(kernel, 0.01f, 20f, check);
    }

    [Theory]
    [InlineData(-1f, 3.8e-7)]
    [InlineData(-5f, 9e-7)]
    [InlineData(-13f, 5e-6)]
    public void GELU_KeepsItsRelativeAccuracyInTheNegativeTail(float low, double bound)
    {
        Kernel kernel = Kernels.All["GELU"];
        Sweep(kernel, low, -0.01f, (x, y) => Assert.InRange(y / kernel.Exact(x), 1 - bound, 1 + bound));
    }

    [Fact]
    public void Erf_StaysWithinItsRelativeError()
    {
        const double bound = 4.6e-7;
        Kernel kernel = Kernels.All["Erf"];
        Sweep(kernel, 1e-30f, 10f, (x, y) => Assert.InRange(y / kernel.Exact(x), 1 - bound, 1 + bound));
    }

    private static void Sweep(Kernel kernel, float low, float high, Action<float, float> check)
    {
        // A prime step, so that no pattern of the mantissa is left out; about 300,000 points.
        int step = low < 0 && high > 0 ? 7_001 : 211;
        float[] output = new float[16];
        foreach (float[] block in Floats.Sweep(low, high, step))
        {
            kernel.Widest(block, output);
            for (int i = 0; i < block.Length; i++)
            {
                check(block[i], output[i]);
            }
        }
    }
}
