using System;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>No call clears its scratch memory: whatever it held must not matter, be it on the stack or in a pool.</summary>
[Trait("Category", "Functional")]
public sealed class ScratchTests
{
    public static TheoryData<string> Names => [.. TestNetworks.All.Keys, TestNetworks.Wide, .. EveryLayerNetworks.All.Keys];

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
        INetwork network = EveryLayerNetworks.All.TryGetValue(name, out Func<IWeightedNetwork>? create) ? create() : TestNetworks.Create(name, 2);
        TestBatch batch = new(network, rows);
        float[] heldInputs = [.. Enumerable.Repeat(held, batch.Inputs.Length)];
        float[] buffers = network.Buffers.ToArray();
        float[] outputs = new float[batch.Targets.Length];
        float[] gradients = new float[network.ParameterStorage];

        // Statistics of a batch need two rows.
        bool isTrained = rows > 1 || !network.Description.HasBatchStatistics;
        FillScratch();
        Deeper(() => network.Forward(batch.Inputs, outputs));
        if (!isTrained)
        {
            return outputs;
        }

        FillScratch();
        float loss = 0;
        Deeper(() => loss = network.Backward(batch.Inputs, batch.Targets, gradients));
        return [.. outputs, .. gradients, .. network.Buffers, loss];

        void FillScratch()
        {
            // A pool holds what the calls before computed.
            network.Forward(heldInputs, new float[outputs.Length]);
            if (isTrained)
            {
                network.Backward(heldInputs, batch.Targets, gradients);
                buffers.CopyTo(network.Buffers);
            }

            FillStack(held);
        }
    }

    /// <summary>Leaves a value on the stack, some frames below the caller's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillStack(float value)
    {
        Span<float> below = stackalloc float[32768];
        below.Fill(value);
    }

    /// <summary>Calls from further down, so that all scratch of the call lies where <see cref="FillStack"/> has been.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Deeper(Action call)
    {
        Span<float> gap = stackalloc float[1024];
        gap.Clear();
        call();
        gap.Clear();
    }
}
