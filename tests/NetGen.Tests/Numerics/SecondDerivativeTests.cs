using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>f'' of activations and losses. <see cref="WidthTests"/> and <see cref="SpecialValueTests"/> have them too.</summary>
[Trait("Category", "Functional")]
public sealed class SecondDerivativeTests
{
    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (Kernel kernel in SecondDerivatives.All)
            {
                names.Add(kernel.Name);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSecondDerivative_IsTheSlopeOfTheDerivative(string name)
    {
        Kernel kernel = Kernels.All[name];

        // tanh: -2 y (1 - y^2) changes by |6 y^2 - 2|, at most 4, times the error of y, which is up to 5.8 ulp, of 2^-24 below 1: 1.39e-6 (measured: 8.4e-7).
        // The others: four roundings, of 2^-24 each, of a value of at most 2, which is Softsign's at 0: 4.8e-7 (measured: 3.2e-7, and 1.3e-7 without Softsign).
        double limit = name == "TanhCurve" ? 1.4e-6 : 4.8e-7;
        for (int i = -600; i <= 600; i++)
        {
            // Between the jumps, which lie at multiples of 1/4.
            float z = (i + 0.37f) / 64;
            Assert.Equal(kernel.Exact(z), kernel.At(z), limit);
        }
    }

    // The second differences of PyTorch's formulas with 40 digits (mpmath); at 0, where they jump, those from below for ELU and SELU, and 0 for Softsign.
    [Theory]
    [InlineData("Sigmoid", -4f, 0.0170273359284)]
    [InlineData("Sigmoid", -1f, 0.0908577476729)]
    [InlineData("Sigmoid", -0.5f, 0.0575567948523)]
    [InlineData("Sigmoid", 0f, 0)]
    [InlineData("Sigmoid", 0.5f, -0.0575567948523)]
    [InlineData("Sigmoid", 1f, -0.0908577476729)]
    [InlineData("Sigmoid", 4f, -0.0170273359284)]
    [InlineData("Tanh", -4f, 0.00268010261411)]
    [InlineData("Tanh", -1f, 0.639700008449)]
    [InlineData("Tanh", -0.5f, 0.726861981384)]
    [InlineData("Tanh", 0f, 0)]
    [InlineData("Tanh", 0.5f, -0.726861981384)]
    [InlineData("Tanh", 1f, -0.639700008449)]
    [InlineData("Tanh", 4f, -0.00268010261411)]
    [InlineData("ELU", -4f, 0.0183156388887)]
    [InlineData("ELU", -1f, 0.367879441171)]
    [InlineData("ELU", -0.5f, 0.606530659713)]
    [InlineData("ELU", 0f, 1)]
    [InlineData("ELU", 0.5f, 0)]
    [InlineData("ELU", 1f, 0)]
    [InlineData("ELU", 4f, 0)]
    [InlineData("SELU", -4f, 0.0322007126575)]
    [InlineData("SELU", -1f, 0.646768603035)]
    [InlineData("SELU", -0.5f, 1.06634115304)]
    [InlineData("SELU", 0f, 1.75809934085)]
    [InlineData("SELU", 0.5f, 0)]
    [InlineData("SELU", 1f, 0)]
    [InlineData("SELU", 4f, 0)]
    [InlineData("GELU", -4f, -0.00187362316071)]
    [InlineData("GELU", -1f, 0.241970724519)]
    [InlineData("GELU", -0.5f, 0.616114321838)]
    [InlineData("GELU", 0f, 0.797884560803)]
    [InlineData("GELU", 0.5f, 0.616114321838)]
    [InlineData("GELU", 1f, 0.241970724519)]
    [InlineData("GELU", 4f, -0.00187362316071)]
    [InlineData("SiLU", -4f, -0.032783931287)]
    [InlineData("SiLU", -1f, 0.30236611881)]
    [InlineData("SiLU", -0.5f, 0.441229026977)]
    [InlineData("SiLU", 0f, 0.5)]
    [InlineData("SiLU", 0.5f, 0.441229026977)]
    [InlineData("SiLU", 1f, 0.30236611881)]
    [InlineData("SiLU", 4f, -0.032783931287)]
    [InlineData("Softplus", -4f, 0.0176627062133)]
    [InlineData("Softplus", -1f, 0.196611933241)]
    [InlineData("Softplus", -0.5f, 0.235003712202)]
    [InlineData("Softplus", 0f, 0.25)]
    [InlineData("Softplus", 0.5f, 0.235003712202)]
    [InlineData("Softplus", 1f, 0.196611933241)]
    [InlineData("Softplus", 4f, 0.0176627062133)]
    [InlineData("Softsign", -4f, 0.016)]
    [InlineData("Softsign", -1f, 0.25)]
    [InlineData("Softsign", -0.5f, 0.592592592593)]
    [InlineData("Softsign", 0f, 0)]
    [InlineData("Softsign", 0.5f, -0.592592592593)]
    [InlineData("Softsign", 1f, -0.25)]
    [InlineData("Softsign", 4f, -0.016)]
    [InlineData("Mish", -4f, -0.0346200317493)]
    [InlineData("Mish", -1f, 0.349705673671)]
    [InlineData("Mish", -0.5f, 0.563970923113)]
    [InlineData("Mish", 0f, 0.64)]
    [InlineData("Mish", 0.5f, 0.468053377845)]
    [InlineData("Mish", 1f, 0.184685764473)]
    [InlineData("Mish", 4f, -0.00733896756587)]
    public void SecondDerivatives_AreTheLiteralOnes(string name, float z, double value) =>
        Assert.Equal(value, Kernels.All[name + "Curve"].At(z), 5e-7);

    [Theory]
    [InlineData("SigmoidCurve")]
    [InlineData("TanhCurve")]
    [InlineData("ELUCurve")]
    [InlineData("SELUCurve")]
    [InlineData("GELUCurve")]
    [InlineData("SiLUCurve")]
    [InlineData("SoftplusCurve")]
    [InlineData("SoftsignCurve")]
    [InlineData("MishCurve")]
    [InlineData("HuberErrorCurve")]
    [InlineData("BinaryCrossEntropyCurve")]
    public void FarOut_FunctionsAreStraight(string name)
    {
        foreach (float z in new[] { 200f, float.MaxValue, float.PositiveInfinity })
        {
            Assert.Equal(0, Kernels.All[name].At(-z), name == "SoftsignCurve" ? 1e-6 : 1e-8);
            Assert.Equal(0, Kernels.All[name].At(z), name == "SoftsignCurve" ? 1e-6 : 1e-8);
        }
    }

    [Theory]
    [InlineData(0.25f, 1f)]
    [InlineData(1.75f, 1f)]
    [InlineData(-1.25f, 1f)]
    [InlineData(1.7500002f, 0f)]
    [InlineData(-1.2500002f, 0f)]
    public void Huber_IsCurvedUpToDelta(float y, float value) => Assert.Equal(value, Kernels.All["HuberErrorCurve"].At(y));
}
