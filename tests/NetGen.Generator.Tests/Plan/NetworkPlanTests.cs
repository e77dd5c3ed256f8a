extern alias Runtime;

using System.Linq;
using Runtime::NetGen.CompilerServices;
using Xunit;
using static NetGen.Generator.Tests.TestNetworks;

namespace NetGen.Generator.Tests;

/// <summary>Blocks and scratch memory keep to the stack budget.</summary>
public sealed class NetworkPlanTests
{
    private static readonly Architecture Small = Classifier(4, Dense(8, Activation.ReLU), Dense(3, Activation.Softmax));

    [Fact]
    public void Scratch_IsOnTheStack_OnlyWithinTheBudget()
    {
        foreach (Architecture architecture in Random(seed: 41, count: 60))
        {
            foreach (int budget in new[] { 0, 63, 64, 1000, 4096, 20_000, 65_536, 1 << 20, int.MaxValue })
            {
                NetworkPlan plan = (architecture with { MaxStackBytes = budget }).Plan();
                foreach (KernelSequence sequence in new[] { plan.Row, plan.Forward, plan.Training })
                {
                    Assert.Equal(sequence.Scratch.Bytes <= budget, sequence.Scratch.OnStack);
                }

                Assert.Equal(plan.Row.Buffers.Width, plan.Row.Scratch.Floats);
                Assert.Equal(plan.Training.Buffers.Width * plan.BlockStride, plan.Training.Scratch.Floats);
                Assert.Contains(plan.BlockRows, new[] { 128, 64, 32 });
            }
        }
    }

    [Fact]
    public void Bytes_CountTheAlignment()
    {
        Assert.Equal(StackScratch.Slack, ScratchPlan.Slack);
        Assert.Equal((100 + 16) * 4, new ScratchPlan(100, true).Bytes);
    }

    [Fact]
    public void Block_IsTheLargestThatTheBudgetHolds()
    {
        int width = Small.Plan().Training.Buffers.Width;
        foreach ((int rows, int stride) in new[] { (128, 144), (64, 80), (32, 32) })
        {
            int bytes = ((width * stride) + 16) * 4;
            Assert.Equal(rows, (Small with { MaxStackBytes = bytes }).Plan().BlockRows);
            Assert.NotEqual(rows, (Small with { MaxStackBytes = bytes - 1 }).Plan().BlockRows);
        }
    }

    [Fact]
    public void WithoutBudget_EverythingIsPooled()
    {
        NetworkPlan plan = (Small with { MaxStackBytes = 0 }).Plan();
        Assert.Equal(64, plan.BlockRows);
        Assert.All(new[] { plan.Row, plan.Forward, plan.Training }, sequence => Assert.False(sequence.Scratch.OnStack));
    }

    [Fact]
    public void WidestNetworks_HaveAPlan()
    {
        NetworkPlan plan = Network(1 << 20, Loss.MeanSquaredError, Dense(1)).Plan();
        Assert.False(plan.Training.Scratch.OnStack);
        Assert.Equal(64, plan.BlockRows);
        Assert.Equal(4 * (1 << 20), plan.Layout.Blocks[0].RowLength * plan.Layout.Blocks[0].Parameter.Shape[1]);
    }

    [Fact]
    public void BlockThatNoArrayHolds_IsMadeSmaller()
    {
        LayerModel[] layers = [Dense(1 << 20), .. Enumerable.Range(0, 33).Select(_ => Map(Activation.GELU)), Dense(1)];
        NetworkPlan plan = Network(4, Loss.MeanSquaredError, layers).Plan();
        Assert.True(plan.Training.Buffers.Width * 64L > int.MaxValue);
        Assert.Equal(32, plan.BlockRows);
    }
}
