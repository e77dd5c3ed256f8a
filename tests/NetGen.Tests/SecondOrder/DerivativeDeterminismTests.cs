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
        "AA51DFD90BBEFC46 8845CA42BF3BAF6F F4ACAEB4979D7F70 7D378096C61549EC C985137CD248366D",
        "47D3844629158A6B 231E4712028CF037 53AF0A20A5C928DC B486B7CFE201AE54 DC782CECF2498043")]
    [InlineData(
        "huber",
        "DE602146195E5B34 2C4590A9D043A615 FFF2C4EE8A955727",
        "82C24240137436B3 15DA68045930802F 2FFF0CC1A80DC876")]
    [InlineData(
        "binary",
        "974926CE3388A76C C7C5B6D5A51D42F8 6867A68F835A8E00",
        "32DF220239F553AE CD354AC00EEFEA0E B67A7E3A95718E7C")]
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
