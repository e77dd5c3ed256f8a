using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Values that are alive at the same time lie in different places.</summary>
public sealed class BufferPlanTests
{
    private const int Count = 300;

    [Fact]
    public void LiveValues_DoNotOverlap()
    {
        foreach (Architecture architecture in TestNetworks.Random(seed: 21, Count))
        {
            NetworkPlan plan = architecture.Plan();
            bool readsInputs = plan.Row.Kernels[0] is not DenseKernel;
            Check(plan.Row, readsInputs ? [plan.Programs.Input] : [], plan.Programs.Output, RowWidth, $"row of {architecture}");
            Check(plan.Forward, [plan.Programs.Input], plan.Programs.Output, value => value.Width, $"forward of {architecture}");
            Check(plan.Training, [plan.Programs.Input, plan.Programs.Target], null, value => value.Width, $"training of {architecture}");
        }
    }

    [Fact]
    public void Plans_AreTheSameEveryTime()
    {
        foreach (Architecture architecture in TestNetworks.Random(seed: 22, Count))
        {
            Assert.Equal(architecture.Plan(), architecture.Plan());
        }
    }

    [Fact]
    public void FreedPlaces_AreTakenAgain()
    {
        // The inputs and two outputs at a time are enough, however deep the network is.
        LayerModel[] layers = [.. Enumerable.Range(0, 12).Select(_ => TestNetworks.Dense(64, Activation.ReLU))];
        NetworkPlan plan = TestNetworks.Network(64, Loss.MeanSquaredError, layers).Plan();
        Assert.Equal(2 * 64, plan.Row.Buffers.Width);
        Assert.Equal(2 * 64, plan.Forward.Buffers.Width);
    }

    [Fact]
    public void Value_WithoutAPlace_IsRefused()
    {
        NetworkPlan plan = TestNetworks.Mnist.Plan();
        Assert.Throws<ArgumentException>(() => plan.Row.Buffers.OffsetOf(plan.Programs.Target));
    }

    private static void Check(KernelSequence sequence, Value[] given, Value? keep, Func<Value, int> widthOf, string context)
    {
        Kernel[] kernels = [.. sequence.Kernels];
        Dictionary<Value, int> offsets = sequence.Buffers.Placements.ToDictionary(p => p.Value, p => p.Offset);
        foreach ((Value value, int offset) in offsets)
        {
            Assert.True(offset >= 0 && offset + widthOf(value) <= sequence.Buffers.Width, $"{value} lies outside in {context}.");
        }

        for (int i = 0; i < kernels.Length; i++)
        {
            Value[] live = [.. offsets.Keys.Where(value => First(kernels, given, value) <= i && i <= Last(kernels, keep, value))];
            foreach (Value a in live)
            {
                foreach (Value b in live.Where(b => string.CompareOrdinal(a.Name, b.Name) < 0))
                {
                    bool overlaps = offsets[a] < offsets[b] + widthOf(b) && offsets[b] < offsets[a] + widthOf(a);
                    bool isPair = IsInPlacePair(kernels[i], a, b) || IsInPlacePair(kernels[i], b, a);
                    Assert.False(overlaps && !isPair, $"{a} and {b} overlap at {kernels[i].Name} in {context}.");
                    Assert.False(overlaps && offsets[a] != offsets[b], $"{a} and {b} overlap in part at {kernels[i].Name} in {context}.");
                }
            }
        }
    }

    private static bool IsInPlacePair(Kernel kernel, Value read, Value written) =>
        kernel.InPlace && kernel.Reads[0] == read && kernel.Writes[0] == written;

    private static int First(Kernel[] kernels, Value[] given, Value value) =>
        given.Contains(value) ? 0 : Array.FindIndex(kernels, k => k.Writes.Contains(value));

    private static int Last(Kernel[] kernels, Value? keep, Value value) =>
        value == keep ? kernels.Length : Array.FindLastIndex(kernels, k => k.Reads.Contains(value) || k.Writes.Contains(value));

    /// <summary>A row's value takes whole vectors of the widest kind.</summary>
    private static int RowWidth(Value value) => (value.Width + 15) / 16 * 16;
}
