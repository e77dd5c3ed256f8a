using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Where parameters lie in the slab.</summary>
public sealed class ParameterLayoutTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(8, 8)]
    [InlineData(9, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    [InlineData(1000, 1008)]
    public void Units_ArePaddedToWholeVectors(int units, int padded) => Assert.Equal(
        padded, Layout(TestNetworks.Network(3, Loss.MeanSquaredError, TestNetworks.Dense(units))).Blocks[0].RowLength);

    [Fact]
    public void Blocks_AreAlignedAndDoNotOverlap()
    {
        foreach (Architecture architecture in TestNetworks.Random(seed: 11, count: 200))
        {
            ParameterLayout layout = Layout(architecture);
            int end = 0;
            foreach (ParameterBlock block in layout.Blocks)
            {
                Assert.Equal(0, block.Offset % 16);
                Assert.True(block.Offset >= end, $"{block} begins before {end}.");
                end = block.Offset + Length(block);
            }

            Assert.InRange(end, layout.Storage - 15, layout.Storage);
            Assert.Equal(0, layout.Storage % 16);
        }
    }

    [Fact]
    public void Strides_AddressEveryElementOnce()
    {
        foreach (Architecture architecture in TestNetworks.Random(seed: 12, count: 100))
        {
            foreach (ParameterBlock block in Layout(architecture).Blocks)
            {
                HashSet<int> addresses = [.. Addresses(block)];
                Assert.Equal(block.Parameter.Length, addresses.Count);
                Assert.InRange(addresses.Min(), 0, 0);
                Assert.InRange(addresses.Max(), 0, Length(block) - 1);
            }
        }
    }

    [Fact]
    public void NeighbouringUnits_LieSideBySide()
    {
        ParameterLayout layout = Layout(TestNetworks.Network(3, Loss.MeanSquaredError, TestNetworks.Dense(5), TestNetworks.Dense(20)));
        Assert.Equal([[1, 16], [1], [1, 32], [1]], layout.Blocks.Select(b => b.Strides.ToArray()));
        Assert.Equal([0, 48, 64, 224], layout.Blocks.Select(b => b.Offset));
        Assert.Equal(256, layout.Storage);
    }

    private static ParameterLayout Layout(Architecture architecture) => ParameterLayout.Of(ShapeInference.Run(architecture.ToModel("Net")));

    private static int Length(ParameterBlock block) => block.RowLength * (block.Parameter.Shape.Count == 2 ? block.Parameter.Shape[1] : 1);

    private static IEnumerable<int> Addresses(ParameterBlock block) => block.Parameter.Shape.Count == 1
        ? Enumerable.Range(0, block.Parameter.Shape[0]).Select(i => i * block.Strides[0])
        : from unit in Enumerable.Range(0, block.Parameter.Shape[0])
          from input in Enumerable.Range(0, block.Parameter.Shape[1])
          select (unit * block.Strides[0]) + (input * block.Strides[1]);
}
