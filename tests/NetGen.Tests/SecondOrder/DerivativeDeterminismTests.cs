using System;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.SecondOrder;

/// <summary>
/// Bits as constants. CI runs this suite at every vector width and without intrinsics, so one constant proves that they agree. A deliberate
/// change of summation order or of a function changes a constant: take the new one from the message, and see that all widths give it.
/// </summary>
[Trait("Category", "Functional")]
public sealed class DerivativeDeterminismTests
{
    private const int BatchRows = 150;

    // Hashes with fused multiply-add, and without.
    [Theory]
    [InlineData(
        "mixed",
        "FB112E5AD864A20B C0B250FC35447685 BBE95E3D42B02CAE",
        "B666A5751277E9D2 3A946F9AA4728F72 C346ACE5C10A606E")]
    [InlineData(
        "pooled",
        "75B8A69DF869160D 69E96EF3F2E59675 89778B593EFBBCAC AF92A1A003F66302 E62C138214F54237",
        "1D6EEA2B57E5D6E5 BBE7005027820334 C8D5D3BCADF6BA25 E5E97730C3E47630 5AF8A81D0724C0C2")]
    [InlineData(
        "huber",
        "DE602146195E5B34 2C4590A9D043A615 FFF2C4EE8A955727",
        "82C24240137436B3 15DA68045930802F 2FFF0CC1A80DC876")]
    [InlineData(
        "binary",
        "81F19D827710E073 0CB8A28B475B1E8D C04BC6703C9FAD18",
        "B958EDE1390A51EF A7FB8C072F28D36F CF2CDE69DC4D2D9D")]
    public void EveryVectorWidth_GivesTheseBits(string name, string withFma, string withoutFma)
    {
        string expected = Fma.IsSupported || AdvSimd.IsSupported ? withFma : withoutFma;
        string actual = Bits(name);
        Assert.True(actual == expected, $"The bits of {name} are \"{actual}\".");
    }

    /// <summary>Hashes of a Hessian product, the input gradient, a row of the Jacobian by the inputs, and of the two products of least squares.</summary>
    private static string Bits(string name)
    {
        ISecondOrderNetwork network = SecondOrderNetworks.All[name](7);
        TestBatch batch = new(network, BatchRows);
        float[] vector = HessianLawTests.Vector(network, 8);
        float[] product = new float[network.ParameterStorage];
        float[] inputGradients = new float[batch.Inputs.Length];
        network.HessianVector(batch.Inputs, batch.Targets, vector, product);
        string bits = TestBatch.Hash(TestBatch.Canonical(network, product));
        ((IInputGradientNetwork)network).InputGradient(batch.Inputs, batch.Targets, inputGradients);
        bits += " " + TestBatch.Hash(inputGradients);
        ((IInputGradientNetwork)network).InputJacobian(batch.Inputs, 1, inputGradients);
        bits += " " + TestBatch.Hash(inputGradients);
        if (network is ILeastSquaresNetwork squares)
        {
            float[] outputs = new float[batch.Targets.Length];
            squares.ResidualJacobianVector(batch.Inputs, vector, outputs);
            squares.ResidualJacobianTransposeVector(batch.Inputs, batch.Targets, product);
            bits += $" {TestBatch.Hash(outputs)} {TestBatch.Hash(TestBatch.Canonical(network, product))}";
        }

        return bits;
    }
}
