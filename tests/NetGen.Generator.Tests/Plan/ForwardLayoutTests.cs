using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Which networks compute many rows as they lie in memory, and which train with samples in registers.</summary>
public sealed class ForwardLayoutTests
{
    [Theory]
    [InlineData(16, 16, 16, true)] // whole registers
    [InlineData(64, 32, 10, true)] // a part of a register is empty, most are full
    [InlineData(784, 128, 10, false)] // weights beyond the cache
    [InlineData(64, 17, 17, false)] // half of the second register is empty
    [InlineData(4, 8, 3, false)] // samples fill the lanes better
    public void Rows_StayWhereTheyAre_WhereUnitsFillRegistersAndWeightsTheCache(int inputs, int hidden, int outputs, bool stay)
    {
        NetworkPlan plan = TestNetworks.Network(inputs, Loss.MeanSquaredError, TestNetworks.Dense(hidden), TestNetworks.Dense(outputs)).Plan();
        Assert.Equal(stay, plan.Forward.Kernels[0] is DenseRowsKernel);
        Assert.Equal(stay, plan.Forward.Kernels.OfType<DenseRowsKernel>().Any());
    }

    [Theory]
    [InlineData(2, 4, 1, true)]
    [InlineData(16, 16, 1, true)]
    [InlineData(17, 4, 1, false)]
    [InlineData(4, 17, 1, false)]
    [InlineData(16, 16, 16, false)]
    public void SmallNetworks_TrainWithSamplesInRegisters(int inputs, int hidden, int outputs, bool inRegisters)
    {
        NetworkPlan plan = TestNetworks.Network(inputs, Loss.MeanSquaredError, TestNetworks.Dense(hidden), TestNetworks.Dense(outputs)).Plan();
        Assert.Equal(inRegisters, plan.Training.Kernels[0] is SampleKernel);
    }
}
