using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Threading.Tasks;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Dropout;

/// <summary>What dropout does in a network, and what it leaves alone.</summary>
[Trait("Category", "Functional")]
public sealed class DropoutNetworkTests
{
    private const int Rows = 150;

    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, Func<INetwork>> All { get; } = new()
    {
        ["visible"] = () => new VisibleNet(3),
        ["small"] = () => new SmallDropNet(3),
        ["blocks"] = () => new SmallDropInBlocksNet(3),
        ["pooled"] = () => new SmallDropPooledNet(3),
        ["wide"] = () => new WideDropNet(3),
    };

    [Fact]
    public void KeptInputs_AreDoubled_AndTheOthersAreNone()
    {
        VisibleNet network = new() { DropoutSeed = 11 };
        network.SetTensor("layer2.weight", [1f, 0f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 0f, 1f]);
        float[] gradients = new float[network.ParameterStorage];
        float[] weight = new float[16];
        int kept = 0;
        for (int step = 0; step < 50; step++)
        {
            float loss = network.Backward([1f, 1f, 1f, 1f], new float[4], gradients);
            VisibleNet.GetGradient(gradients, "layer2.weight", weight);
            float[] squares = [.. Enumerable.Range(0, 4).Select(k => weight[5 * k] * 2f)];
            Assert.All(squares, square => Assert.True(square is 0f or 4f, $"{square}"));
            Assert.Equal(squares.Sum() / 4, loss);
            kept += squares.Count(square => square == 4f);
        }

        Assert.InRange(kept, 65, 135);
        Assert.Equal(1f, network.ComputeLoss([1f, 1f, 1f, 1f], new float[4]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSameSeedAndStep_GiveTheSameBits_AndOthersGiveOthers(string name)
    {
        INetwork network = All[name]();
        var dropout = (IDropoutNetwork)network;
        Assert.Equal((3ul, 0), (dropout.DropoutSeed, dropout.DropoutStep));
        TestBatch batch = new(network, Rows);
        string first = Bits(network, batch);
        Assert.Equal(1, dropout.DropoutStep);
        string second = Bits(network, batch);
        Assert.NotEqual(first, second);
        Assert.Equal(first, Bits(All[name](), batch));
        dropout.DropoutStep = 0;
        Assert.Equal(first, Bits(network, batch));
        Assert.Equal(second, Bits(network, batch));
        dropout.DropoutStep = 0;
        dropout.DropoutSeed = 4;
        Assert.NotEqual(first, Bits(network, batch));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ForwardAndComputeLoss_DropNothingAndTakeNoStep(string name)
    {
        INetwork network = All[name]();
        TestBatch batch = new(network, Rows);
        float[] outputs = new float[Rows * network.OutputSize];
        network.Forward(batch.Inputs, outputs);
        float loss = network.ComputeLoss(batch.Inputs, batch.Targets);
        Bits(network, batch);
        float[] again = new float[outputs.Length];
        network.Forward(batch.Inputs, again);
        Assert.Equal(outputs, again);
        Assert.Equal(loss, network.ComputeLoss(batch.Inputs, batch.Targets));
        Assert.Equal(1, ((IDropoutNetwork)network).DropoutStep);
    }

    [Fact]
    public void OutsideOfTraining_TheBitsAreThoseWithoutDropout()
    {
        SmallPlainNet plain = new(3);
        TestBatch batch = new(plain, Rows);
        float[] expected = new float[Rows * 3];
        plain.Forward(batch.Inputs, expected);
        foreach (IClassifier network in new IClassifier[] { new SmallDropNet(3), new SmallDropPooledNet(3) })
        {
            float[] outputs = new float[Rows * 3];
            network.Forward(batch.Inputs, outputs);
            if (network is SmallDropNet)
            {
                Assert.Equal(expected, outputs);
                Assert.Equal(plain.ComputeLoss(batch.Inputs, batch.Targets), network.ComputeLoss(batch.Inputs, batch.Targets));
            }

            Assert.Equal(expected, outputs, (a, b) => MathF.Abs(a - b) < 1e-6f);
            Assert.Equal(plain.ComputeLoss(batch.Inputs, batch.Labels), network.ComputeLoss(batch.Inputs, batch.Labels), 1e-6f);
        }
    }

    [Fact]
    public void RegistersBlocksAndPooledMemory_HaveTheSameMasks()
    {
        SmallDropNet registers = new(3);
        TestBatch batch = new(registers, Rows);
        float[] gradients = new float[registers.ParameterStorage];
        float loss = registers.Backward(batch.Inputs, batch.Labels, gradients);
        float[] expected = TestBatch.Canonical(registers, gradients);
        foreach (IClassifier network in new IClassifier[] { new SmallDropInBlocksNet(3), new SmallDropPooledNet(3) })
        {
            float[] others = new float[network.ParameterStorage];
            Assert.Equal(loss, network.Backward(batch.Inputs, batch.Labels, others), 1e-6f);
            Assert.Equal(expected, TestBatch.Canonical(network, others), (a, b) => MathF.Abs(a - b) < 1e-6f);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsWithTheMasksOfAStep_AreTheSlopes(string name)
    {
        INetwork network = All[name]();
        ((IDropoutNetwork)network).DropoutStep = 17;
        TestBatch batch = new(network, 4);
        GradientCheck.Run(network, batch.Inputs, batch.Targets, new GradientCheckOptions { ParametersPerTensor = 60 }).ThrowIfFailed();
        Assert.Equal(17, ((IDropoutNetwork)network).DropoutStep);
    }

    [Fact]
    public async Task CallsAtTheSameTime_HaveAStepEach()
    {
        SmallDropNet network = new(3);
        TestBatch batch = new(network, 40);
        float[] expected = [.. Losses(100)];
        network.DropoutStep = 0;
        float[][] actual = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Losses(25).ToArray())));
        Assert.Equal(100, network.DropoutStep);
        Assert.Equal(expected.Order(), actual.SelectMany(losses => losses).Order());

        IEnumerable<float> Losses(int calls)
        {
            float[] gradients = new float[network.ParameterStorage];
            for (int call = 0; call < calls; call++)
            {
                yield return network.Backward(batch.Inputs, batch.Labels, gradients);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPass_AllocatesNothing(string name)
    {
        INetwork network = All[name]();
        TestBatch batch = new(network, Rows);
        float[] gradients = new float[network.ParameterStorage];
        Assert.Equal(0, Allocation.Of(() => network.Backward(batch.Inputs, batch.Targets, gradients)));
        Assert.Equal(0, Allocation.Of(() => network.ComputeLoss(batch.Inputs, batch.Targets)));
    }

    // Hashes with fused multiply-add, and without.
    [Theory]
    [InlineData("small", "C3D9DB4498C19D4E", "9E57C0E9D626363D")]
    [InlineData("blocks", "255920CFDB23BCB9", "B2DC81AE61D52FDC")]
    [InlineData("wide", "FCF29A88B34922F9", "3B3B411DD0CC51E7")]
    public void EveryVectorWidth_GivesTheseBits(string name, string withFma, string withoutFma)
    {
        INetwork network = All[name]();
        TestBatch batch = new(network, Rows);
        float[] gradients = new float[network.ParameterStorage];
        Adam adam = new(0.01f);
        for (int step = 0; step < 100; step++)
        {
            network.Backward(batch.Inputs, batch.Targets, gradients);
            network.Update(adam, gradients);
        }

        string actual = TestBatch.Hash(TestBatch.Canonical(network, network.Parameters));
        Assert.True(actual == (Fma.IsSupported || AdvSimd.IsSupported ? withFma : withoutFma), $"The bits of {name} are \"{actual}\".");
    }

    private static string Bits(INetwork network, TestBatch batch)
    {
        float[] gradients = new float[network.ParameterStorage];
        float loss = network.Backward(batch.Inputs, batch.Targets, gradients);
        return $"{loss} {TestBatch.Hash(gradients)}";
    }
}
