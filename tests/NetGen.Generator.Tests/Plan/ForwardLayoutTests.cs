using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Which networks compute many rows as they lie in memory, and which train with samples in registers.</summary>
public sealed class ForwardLayoutTests
{
    [Theory]
    [InlineData(16, 16, 16, true)] // whole registers
    [InlineData(64, 32, 10, true)] // a part of a register is empty, most are full
    [InlineData(784, 128, 10, true)] // a part of a register is empty, almost all are full
    [InlineData(1024, 256, 16, true)] // 1 MB of weights
    [InlineData(1024, 272, 16, false)] // more
    [InlineData(64, 17, 17, false)] // half of the second register is empty
    [InlineData(4, 8, 3, false)] // samples fill the lanes better
    public void Rows_StayWhereTheyAre_WhereUnitsFillRegistersAndWeightsFitTheCache(int inputs, int hidden, int outputs, bool stay)
    {
        NetworkPlan plan = TestNetworks.Network(inputs, Loss.MeanSquaredError, TestNetworks.Dense(hidden), TestNetworks.Dense(outputs)).Plan();
        Assert.Equal(stay, plan.ForwardsRows);
        Assert.Equal(stay, plan.Forward.Kernels.All(kernel => kernel is DenseRowsKernel));
    }

    /// <summary>5 multiply-adds for each value that is not moved; logits of a softmax are moved once more.</summary>
    [Theory]
    [InlineData(8, 9, Activation.Linear, true)] // 56 products of padding, 17 values
    [InlineData(8, 17, Activation.Linear, true)] // 120, 25
    [InlineData(9, 17, Activation.Linear, false)] // 135, 26
    [InlineData(25, 25, Activation.Linear, true)] // 175, 50
    [InlineData(8, 12, Activation.ReLU, true)] // 32, and 4 x 1 of the activation, 20
    [InlineData(8, 9, Activation.Tanh, false)] // 56, and 7 x 20 of the activation, 8
    [InlineData(40, 12, Activation.Softmax, false)] // 160, 28
    [InlineData(40, 13, Activation.Softmax, true)] // most of the lanes
    [InlineData(20, 10, Activation.Softmax, false)] // 120, 10
    public void Rows_StayWhereTheyAre_WherePaddingCostsLessThanMoving(int inputs, int units, Activation activation, bool stay)
    {
        Loss loss = activation == Activation.Softmax ? Loss.CrossEntropy : Loss.MeanSquaredError;
        Assert.Equal(stay, TestNetworks.Network(inputs, loss, TestNetworks.Dense(units, activation)).Plan().ForwardsRows);
    }

    [Theory]
    [InlineData(784, 128, true)]
    [InlineData(100, 100, true)]
    [InlineData(784, 300, true)] // padded to 304
    [InlineData(99, 100, false)] // more to move behind the layer than before it
    [InlineData(784, 24, false)] // padded to 32
    [InlineData(1024, 272, false)] // more than 1 MB of weights
    [InlineData(784, 8, false)] // lanes are half as wide
    public void TheFirstLayerOfABlock_ReadsTheCallersRows_WhereItsOutputsAreLessToMove(int inputs, int hidden, bool reads)
    {
        NetworkPlan plan = TestNetworks.Network(
            inputs, Loss.MeanSquaredError, TestNetworks.Dense(hidden, Activation.Tanh), TestNetworks.Norm(), TestNetworks.Dense(8)).Plan();
        Assert.False(plan.ForwardsRows);
        foreach (KernelSequence pass in new[] { plan.Forward, plan.Training })
        {
            Assert.Equal(reads, pass.Kernels[0] is DenseRowsKernel && pass.Kernels[1] is TransposeKernel);
            Assert.Equal(reads ? 2 : 0, pass.Kernels.Count(kernel => kernel is DenseRowsKernel or TransposeKernel));
            Assert.Equal(!reads, plan.LoadsInput(pass));
        }
    }

    /// <summary>Who else reads the inputs from a block has them moved there.</summary>
    [Fact]
    public void TheFirstLayerOfABlock_SharesInputsThatAreThere()
    {
        NetworkPlan plan = TestNetworks.Network(
            64, Loss.MeanSquaredError, TestNetworks.Dense(64, Activation.Tanh), TestNetworks.Skip(0), TestNetworks.Dense(8)).Plan();
        Assert.DoesNotContain(plan.Forward.Kernels, kernel => kernel is DenseRowsKernel);
        Assert.True(plan.LoadsInput(plan.Forward));
        Assert.True(plan.LoadsInput(plan.Training));
    }

    /// <summary>Of few rows as they lie in memory each weight is read once; of samples in lanes, most would be padding.</summary>
    [Fact]
    public void AFewRows_AreComputedTogether_WhereRowsStayWhereTheyAre()
    {
        Assert.Equal(4, TestNetworks.Network(64, Loss.MeanSquaredError, TestNetworks.Dense(32), TestNetworks.Dense(16)).Plan().FewRows);
        Assert.Equal(8, TestNetworks.Network(4, Loss.MeanSquaredError, TestNetworks.Dense(8), TestNetworks.Dense(3)).Plan().FewRows);
    }

    /// <summary>A network whose rows stay where they are trains with the same method for its first layer.</summary>
    [Fact]
    public void TheFirstLayer_IsOneMethodForBothPasses()
    {
        NetworkPlan plan = TestNetworks.Network(64, Loss.MeanSquaredError, TestNetworks.Dense(32, Activation.ReLU), TestNetworks.Dense(16)).Plan();
        Assert.True(plan.ForwardsRows);
        Assert.NotEqual(plan.Forward.Kernels[0], plan.Training.Kernels[0]);
        Assert.Equal(plan.Forward.Kernels[0].Method, plan.Training.Kernels[0].Method);
    }

    [Theory]
    [InlineData(2, 4, 1, true, true)]
    [InlineData(4, 7, 1, true, true)] // 16 registers: 7 gradients, 7 activations, the gradient above, a weight
    [InlineData(2, 8, 1, true, false)] // 18 registers
    [InlineData(16, 16, 1, true, false)]
    [InlineData(17, 4, 1, false, false)]
    [InlineData(4, 17, 1, false, false)]
    [InlineData(16, 16, 16, true, false)]
    [InlineData(16, 16, 17, false, false)]
    public void NarrowLayers_HaveGradientsWithLanesAcrossSamples_AndKeepSamplesInRegistersWhereTheyFit16(
        int inputs, int hidden, int outputs, bool isNarrow, bool inRegisters)
    {
        NetworkPlan plan = TestNetworks.Network(inputs, Loss.MeanSquaredError, TestNetworks.Dense(hidden, Activation.ReLU), TestNetworks.Dense(outputs)).Plan();
        Assert.Equal(isNarrow ? 2 : 0, plan.Training.Kernels.Count(kernel => kernel is LaneGradientKernel));
        Assert.Equal(inRegisters, plan.Training.Kernels[0] is SampleKernel);
        Assert.Equal(inRegisters ? 0 : 2, plan.Training.Kernels.Count(kernel => kernel is DenseKernel or DenseRowsKernel));
    }

    /// <summary>Four values at a time fit the registers; what is inlined for so many layers does not fit a method.</summary>
    [Fact]
    public void ADeepNetworkOfNarrowLayers_TrainsLayerByLayer()
    {
        NetworkPlan plan = TestNetworks.Network(4, Loss.MeanSquaredError, [.. Enumerable.Range(0, 9).Select(_ => TestNetworks.Dense(4, Activation.Tanh))]).Plan();
        Assert.DoesNotContain(plan.Training.Kernels, kernel => kernel is SampleKernel);
        Assert.Equal(9, plan.Training.Kernels.Count(kernel => kernel is LaneGradientKernel));
    }

    /// <summary>A second register of samples fits in beside the first where a sample has up to 12 values at once, and where the method stays small.</summary>
    [Theory]
    [InlineData(2, 4, Activation.Tanh, 2)]
    [InlineData(3, 5, Activation.Tanh, 2)]
    [InlineData(4, 6, Activation.ReLU, 1)] // 14 values: 6 of the hidden layer, 6 of its gradient, the gradient of the output, one product
    [InlineData(2, 5, Activation.GELU, 1)] // its derivative doubles a long method
    public void TrainingInRegisters_TakesTwoRegistersOfSamples_WhereTheyFit(int inputs, int hidden, Activation activation, int registers)
    {
        NetworkPlan plan = TestNetworks.Network(
            inputs, Loss.BinaryCrossEntropy, TestNetworks.Dense(hidden, activation), TestNetworks.Dense(1, Activation.Sigmoid)).Plan();
        SampleKernel kernel = Assert.Single(plan.Training.Kernels.OfType<SampleKernel>());
        Assert.Equal(registers, kernel.Registers);
    }
}
