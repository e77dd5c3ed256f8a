using System;
using System.Collections.Generic;

namespace NetGen.Tests.Networks;

/// <summary>The networks below, by the memory that they compute in.</summary>
internal static class EveryLayerNetworks
{
    public static IReadOnlyDictionary<string, Func<IWeightedNetwork>> All { get; } = new Dictionary<string, Func<IWeightedNetwork>>
    {
        ["registers"] = () => new EveryLayerNet(3),
        ["blocks"] = () => new EveryLayerWideNet(3),
        ["pooled"] = () => new EveryLayerPooledNet(3),
    };
}

/// <summary>All that a network can be made of, small enough for registers.</summary>
[Network(6, Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f, SampleWeights = true)]
[Standardize]
[Dense(8, L1 = 1e-4f, L2 = 1e-3f)]
[BatchNorm]
[Activation(Activation.SiLU)]
[Dropout(0.2f)]
[Dense(8, Activation.Tanh)]
[Residual(from: 3)]
[LayerNorm]
[Dense(3, Activation.Softmax)]
public sealed partial class EveryLayerNet;

/// <summary>Wider than the registers, in blocks of rows.</summary>
[Network(6, Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f, SampleWeights = true)]
[Standardize(InputScaling.Range)]
[Dense(70, L1 = 1e-4f, L2 = 1e-3f)]
[BatchNorm(Momentum = 0.5f)]
[Activation(Activation.ReLU)]
[Dropout(0.4f)]
[Dense(70, Activation.GELU)]
[Residual(from: 3)]
[LayerNorm(Epsilon = 1e-3f)]
[Dense(3, Activation.Softmax)]
public sealed partial class EveryLayerWideNet;

/// <summary>On pooled memory, with a binary cross-entropy.</summary>
[Network(6, Loss = Loss.BinaryCrossEntropy, LabelSmoothing = 0.1f, SampleWeights = true, MaxStackBytes = 0)]
[Standardize]
[BatchNorm]
[Dense(20, Activation.Mish, L1 = 1e-4f, L2 = 1e-3f)]
[Dropout(0.2f)]
[Dense(20)]
[LayerNorm]
[Residual(from: 2)]
[Dense(3, Activation.Sigmoid)]
public sealed partial class EveryLayerPooledNet;
