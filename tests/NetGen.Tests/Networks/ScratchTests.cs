using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>No call clears its scratch memory: whatever it held must not matter, be it on the stack or in a pool.</summary>
[Trait("Category", "Functional")]
public sealed class ScratchTests
{
    private static readonly Dictionary<string, Func<INetwork>> EveryLayer = new()
    {
        ["every_layer"] = () => new EveryLayerNet(2),
        ["every_layer_wide"] = () => new EveryLayerWideNet(2),
        ["every_layer_pooled"] = () => new EveryLayerPooledNet(2),
    };

    public static TheoryData<string> Names => [.. TestNetworks.All.Keys, TestNetworks.Wide, .. EveryLayer.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatScratchHeld_DoesNotMatter(string name)
    {
        foreach (int rows in (int[])[1, 3, 9, 33])
        {
            float[] expected = Results(name, rows, 0f);
            Assert.Equal(expected, Results(name, rows, float.NaN));
            Assert.Equal(expected, Results(name, rows, 1e30f));
        }
    }

    private static float[] Results(string name, int rows, float held)
    {
        INetwork network = EveryLayer.TryGetValue(name, out Func<INetwork>? create) ? create() : TestNetworks.Create(name, 2);
        TestBatch batch = new(network, rows);
        float[] outputs = new float[batch.Targets.Length];
        float[] gradients = new float[network.ParameterStorage];

        // Statistics of a batch need two rows.
        bool isTrained = rows > 1 || !network.Description.HasBatchStatistics;
        float loss = 0;

        // A pool holds what the last call computed.
        float[] buffers = network.Buffers.ToArray();
        float[] inputs = [.. Enumerable.Repeat(held, batch.Inputs.Length)];
        network.Forward(inputs, outputs);
        if (isTrained)
        {
            network.Backward(inputs, batch.Targets, gradients);
            buffers.CopyTo(network.Buffers);
        }

        FillStack(held);
        network.Forward(batch.Inputs, outputs);
        if (isTrained)
        {
            network.Backward(inputs, batch.Targets, gradients);
            buffers.CopyTo(network.Buffers);
            FillStack(held);
            loss = network.Backward(batch.Inputs, batch.Targets, gradients);
        }

        return [.. outputs, .. gradients, .. network.Buffers, loss];
    }

    /// <summary>Leaves a value where the next calls put their scratch.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillStack(float value)
    {
        Span<float> below = stackalloc float[32768];
        below.Fill(value);
    }
}
