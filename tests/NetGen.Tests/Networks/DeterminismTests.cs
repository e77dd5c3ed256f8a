using System;
using System.Linq;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>
/// Bits as constants. CI runs this suite at every vector width and without intrinsics, so one constant proves that they agree. A deliberate
/// change of summation order or of a function changes a constant: take the new one from the message, and see that all widths give it.
/// </summary>
[Trait("Category", "Functional")]
public sealed class DeterminismTests
{
    private const int BatchRows = 150;
    private const int TrainingSteps = 200;

    // Computed apart from this library: xoshiro256** in Python, U(-a, a), a = sqrt(6 / (fan_in + fan_out)), tensors in order, little-endian floats.
    [Theory]
    [InlineData(0ul, "7AB8F86D8132CF33")]
    [InlineData(1ul, "6060C1854433D993")]
    [InlineData(ulong.MaxValue, "B63DB7A80A571756")]
    public void Seed_GivesTheseParametersOnEveryMachine(ulong seed, string hash)
    {
        Tanh241Net network = new(seed);
        Assert.Equal(hash, TestBatch.Hash(TestBatch.Canonical(network, network.Parameters)));
    }

    [Theory]
    [InlineData("gelu_17_33_10", "C20F2B0F426F9FF5")]
    [InlineData("mixed_5_12_9_20_7_6", "59ABB77D88DEC99B")]
    public void NormalInitializers_GiveTheseParametersOnEveryMachine(string name, string hash)
    {
        INetwork network = TestNetworks.Create(name, 7);
        Assert.Equal(hash, TestBatch.Hash(TestBatch.Canonical(network, network.Parameters)));
    }

    [Fact]
    public void NoSeed_IsSeedZero() => Assert.Equal(new Gelu173310Net(0).Parameters.ToArray(), new Gelu173310Net().Parameters.ToArray());

    [Fact]
    public void OtherSeeds_GiveOtherParameters() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Select(seed => new Tanh241Net((ulong)seed).Parameters[0]).Distinct().Count());

    // Hashes with fused multiply-add, and without.
    [Theory]
    [InlineData(
        "tanh_2_4_1",
        "34F8C8551330DAC1 868CD63C58B613A1 964862595A58D6A3 EA63B31A21E5B704 DA6C6F7C944FE388",
        "34F8C8551330DAC1 BC241A730FD3DC91 964862595A58D6A3 1981E2B7D6EC7285 8B0750667AD70C33")]
    [InlineData(
        "relu_4_8_8_3",
        "0E9A0C68079F6DB0 EF77890D63A8F363 3D602DD209E5F37B 520A929B0C67B28A C0BC370E64B82A8A",
        "E255F7D5868996B2 F3157CD461C929E3 3D602DD209E5F37B 7FD8D7F3BE622879 1CAF899C10C84B43")]
    [InlineData(
        "gelu_17_33_10",
        "4738CD224E1D1091 0062FF6FAEA165B9 5770A261D11106AF 434017A404AFAC96 E2448D1B8A0D2737",
        "4D10F344164AC1FF 58EBD3B5EBFDA31F 5770A261D11106AF 2A105DFB8A0BE71F 781C566DC9961A2A")]
    [InlineData(
        "relu_64_32_10",
        "436A8225B7616E6F D262E7B476781198 0BE743564D5B83B9 1E00071DE7EC5480 EC6B4F70E6A72AD8",
        "46D1938F20541712 2A310A240D54C183 0BE743564D5B83B9 55915DD2BBC83362 BC66E865C9480B23")]
    [InlineData(
        "mixed_5_12_9_20_7_6",
        "0A0709991A705790 0EB7608647EE38F4 973D11E321B2232F 1845FA8E796D33BA 692781EA7EC26456",
        "35DFB648F396004B F50886ADB597C3B2 973D11E321B2232F A03CD214B655FA96 9DA9A7865F4EA71A")]
    [InlineData(
        "silu_7_13_11",
        "918E004F1346EF77 03A5DE61963A1EE1 975DF8E1E4965335 8808C94F429EF9E9 EBFBEA1122752BBE",
        "348AB357B9314969 642B70B3FD06C20A 975DF8E1E4965335 9C0C87E7B95F949B 913D7DB4BA7EA7BD")]
    [InlineData(
        "sigmoid_300_1",
        "EEEAC214AAB716F5 BA5F43A7FAAB7371 94FCF856EE021C2F E610CC0BD276F5A6 922BD35520BF04AF",
        "7AB9DF3FCF63E29A C39D21ABEEF93B48 94FCF856EE021C2F DC1B5CA88BBDF65B 02DF97D609C92E5A")]
    [InlineData(
        "pooled_6_40_4",
        "A8B549202C28D234 8CC4ABE6BA7E42BC 39F0E6122C1735F7 4890DA0C76A5891D 7E06BDF3488BA6CC",
        "A8B549202C28D234 5582D92E203FB098 39F0E6122C1735F7 1F9456E6EA056272 E9A28F730813BF41")]
    [InlineData(
        "smoothed_5_20_4",
        "C77E5A1418661605 55C6873255EE1C09 66FEF1A25ED7B78A B96E1D8AD84F7F54 9814E0FD34FB76BA",
        "C77E5A1418661605 1C43E99FD55D5E31 66FEF1A25ED7B78A 08D7C4D9113A9BED 6CAF2E0A95C2A0A8")]
    [InlineData(
        "normalized_9_20_11",
        "80478930C706885C 62CD957F6DBF5450 3755EAEF76979358 BB5747AAE7BEEAA3 2BE19A80ED2A648D",
        "2854F0FFE11E702B 26D37FE53F96A130 3755EAEF76979358 CC693A1AD1F9A98A 44B76FC4E8B7C659")]
    public void EveryVectorWidth_GivesTheseBits(string name, string withFma, string withoutFma)
    {
        string expected = Fma.IsSupported || AdvSimd.IsSupported ? withFma : withoutFma;
        string actual = Bits(name);
        Assert.True(actual == expected, $"The bits of {name} are \"{actual}\".");
    }

    [Theory]
    [MemberData(nameof(TestNetworks.NamesAndWide), MemberType = typeof(TestNetworks))]
    public void TheSameTrainingTwice_GivesTheSameBits(string name) => Assert.Equal(Trained(name, 20), Trained(name, 20));

    [Fact]
    public void FitTwice_GivesTheSameBits()
    {
        Assert.Equal(Fit(), Fit());

        static float[] Fit()
        {
            ClusterNet network = new(5);
            Trainer.Fit(network, Training.Samples.Clusters(), new TrainingOptions { Epochs = 5, BatchSize = 16, Seed = 5 });
            return network.Parameters.ToArray();
        }
    }

    /// <summary>Hashes of the outputs of one row, the outputs of a batch, its loss, its gradients, and the parameters after 200 steps.</summary>
    private static string Bits(string name)
    {
        INetwork network = TestNetworks.Create(name, 7);
        TestBatch batch = new(network, BatchRows);
        float[] outputs = new float[BatchRows * network.OutputSize];
        float[] gradients = new float[network.ParameterStorage];
        network.Forward(batch.InputRows(network, 0, 1), outputs.AsSpan(0, network.OutputSize));
        string row = TestBatch.Hash(outputs.AsSpan(0, network.OutputSize));
        network.Forward(batch.Inputs, outputs);
        float loss = network.Backward(batch.Inputs, batch.Targets, gradients);
        return string.Join(
            ' ',
            row,
            TestBatch.Hash(outputs),
            TestBatch.Hash([loss]),
            TestBatch.Hash(TestBatch.Canonical(network, gradients)),
            TestBatch.Hash(Trained(name, TrainingSteps)));
    }

    private static float[] Trained(string name, int steps)
    {
        INetwork network = TestNetworks.Create(name, 7);
        TestBatch batch = new(network, BatchRows);
        float[] gradients = new float[network.ParameterStorage];
        Adam adam = new(0.01f);
        for (int step = 0; step < steps; step++)
        {
            network.Backward(batch.Inputs, batch.Targets, gradients);
            network.Update(adam, gradients);
        }

        return TestBatch.Canonical(network, network.Parameters);
    }
}
