using System;
using System.Collections.Generic;

namespace NetGen.Tests.SecondOrder;

[Network(2, Loss = Loss.BinaryCrossEntropy, SecondOrder = true)]
[Dense(4, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class So241Net;

[Network(3, SecondOrder = true)]
[Dense(5, Activation.Softplus)]
[Dense(2)]
public sealed partial class So352Net;

[Network(4, Loss = Loss.CrossEntropy, SecondOrder = true)]
[Dense(6, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class So463Net;

[Network(3, SecondOrder = true)]
[Dense(2)]
public sealed partial class SoLinearNet;

/// <summary>All that can lie between two dense layers, and penalties.</summary>
[Network(9, Loss = Loss.CrossEntropy, InputGradients = true, SecondOrder = true)]
[Dense(20, Activation.SiLU, L2 = 0.1f)]
[LayerNorm]
[Dense(20, Activation.Tanh, L1 = 0.01f)]
[Residual(from: 1)]
[Dense(11, Activation.Softmax)]
public sealed partial class MixedSecondOrderNet;

/// <summary>Scratch from the pool, and lanes that are wider than the layers.</summary>
[Network(7, InputGradients = true, SecondOrder = true, MaxStackBytes = 0)]
[Dense(33, Activation.GELU)]
[LayerNorm]
[Dense(18, Activation.ELU)]
[Dense(5, Activation.Sigmoid, L1 = 0.01f, L2 = 0.02f)]
public sealed partial class PooledSecondOrderNet;

[Network(6, Loss = Loss.Huber, InputGradients = true, SecondOrder = true)]
[Dense(8, Activation.ReLU)]
[Dense(3)]
public sealed partial class HuberSecondOrderNet;

/// <summary>The same, with overloads that weigh rows.</summary>
[Network(6, Loss = Loss.Huber, InputGradients = true, SecondOrder = true, SampleWeights = true)]
[Dense(8, Activation.ReLU)]
[Dense(3)]
public sealed partial class WeightedSecondOrderNet;

[Network(5, Loss = Loss.BinaryCrossEntropy, InputGradients = true, SecondOrder = true)]
[Dense(70, Activation.Mish)]
[Dense(3, Activation.Sigmoid)]
public sealed partial class BinarySecondOrderNet;

/// <summary>Networks with every derivative, by name.</summary>
internal static class SecondOrderNetworks
{
    public static IReadOnlyDictionary<string, Func<ulong, ISecondOrderNetwork>> All { get; } = new Dictionary<string, Func<ulong, ISecondOrderNetwork>>
    {
        ["mixed"] = seed => new MixedSecondOrderNet(seed),
        ["pooled"] = seed => new PooledSecondOrderNet(seed),
        ["huber"] = seed => new HuberSecondOrderNet(seed),
        ["binary"] = seed => new BinarySecondOrderNet(seed),
    };
}
