using System;
using System.Collections.Generic;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>The networks of the tests, by name: every loss, every activation, sizes beside the vector widths, stack and pooled scratch.</summary>
internal static class TestNetworks
{
    public static IReadOnlyDictionary<string, Func<ulong, INetwork>> All { get; } = new Dictionary<string, Func<ulong, INetwork>>
    {
        ["tanh_2_4_1"] = seed => new Tanh241Net(seed),
        ["relu_4_8_8_3"] = seed => new Relu4883Net(seed),
        ["gelu_17_33_10"] = seed => new Gelu173310Net(seed),
        ["relu_64_32_10"] = seed => new Relu643210Net(seed),
        ["mixed_5_12_9_20_7_6"] = seed => new MixedNet(seed),
        ["linear_1_1"] = seed => new Linear11Net(seed),
        ["tanh_1_300_1"] = seed => new Tanh13001Net(seed),
        ["sigmoid_300_1"] = seed => new Sigmoid3001Net(seed),
        ["silu_7_13_11"] = seed => new Silu71311Net(seed),
        ["leaky_deep_3x20"] = seed => new Deep3x20Net(seed),
        ["activation_first"] = seed => new ActivationFirstNet(seed),
        ["no_bias_6_5_2"] = seed => new NoBiasNet(seed),
        ["pooled_6_40_4"] = seed => new Pooled6404Net(seed),
        ["pooled_bce_9_3"] = seed => new PooledLogisticNet(seed),
        ["residual_9_9_4"] = seed => new ResidualNet(seed),
        ["smoothed_5_20_4"] = seed => new SmoothedNet(seed),
        ["normalized_9_20_11"] = seed => new NormalizedNet(seed),
    };

    /// <summary>784-256-128-10: too much for a theory over all row counts, and over the stack budget.</summary>
    public const string Wide = "relu_784_256_128_10";

    public static TheoryData<string> Names => [.. All.Keys];

    public static TheoryData<string> NamesAndWide => [.. All.Keys, Wide];

    public static INetwork Create(string name, ulong seed = 0) => name == Wide ? new Wide784Net(seed) : All[name](seed);
}

[Network(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(4, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Tanh241Net;

[Network(4, Loss = Loss.CrossEntropy)]
[Dense(8, Activation.ReLU)]
[Dense(8, Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public sealed partial class Relu4883Net;

[Network(17, Loss = Loss.CrossEntropy)]
[Dense(33, Activation.GELU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Gelu173310Net;

[Network(64, Loss = Loss.CrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Relu643210Net;

[Network(5)]
[Dense(12, Activation.Mish)]
[Dense(9, Activation.SELU)]
[Dense(20, Activation.ELU, Alpha = 0.7f)]
[Dense(7, Activation.Softplus)]
[Dense(6, Activation.Softsign)]
public sealed partial class MixedNet;

[Network(1)]
[Dense(1)]
public sealed partial class Linear11Net;

[Network(1)]
[Dense(300, Activation.Tanh)]
[Dense(1)]
public sealed partial class Tanh13001Net;

[Network(300, Loss = Loss.BinaryCrossEntropy)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Sigmoid3001Net;

[Network(7, Loss = Loss.Huber, HuberDelta = 0.4f)]
[Dense(13, Activation.SiLU)]
[Dense(11, Activation.HardTanh)]
public sealed partial class Silu71311Net;

[Network(3, Loss = Loss.MeanAbsoluteError)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3, Activation.LeakyReLU)]
[Dense(3)]
public sealed partial class Deep3x20Net;

[Network(6)]
[Activation(Activation.Tanh)]
[Dense(9, Activation.HardSigmoid)]
[Dense(4)]
[Activation(Activation.Sigmoid)]
public sealed partial class ActivationFirstNet;

[Network(6)]
[Dense(5, Activation.Tanh, UseBias = false)]
[Dense(2, Activation.Sigmoid, UseBias = false)]
public sealed partial class NoBiasNet;

[Network(6, Loss = Loss.CrossEntropy, MaxStackBytes = 0)]
[Dense(40, Activation.Tanh)]
[Dense(4, Activation.Softmax)]
public sealed partial class Pooled6404Net;

/// <summary>The same layers as <see cref="Pooled6404Net"/>, on the stack.</summary>
[Network(6, Loss = Loss.CrossEntropy)]
[Dense(40, Activation.Tanh)]
[Dense(4, Activation.Softmax)]
public sealed partial class Stack6404Net;

[Network(9, Loss = Loss.BinaryCrossEntropy, MaxStackBytes = 0)]
[Dense(3, Activation.Sigmoid)]
public sealed partial class PooledLogisticNet;

[Network(9)]
[LayerNorm]
[Dense(20)]
[LayerNorm(Epsilon = 1e-3f)]
[Activation(Activation.ReLU)]
[Dense(11)]
[LayerNorm]
public sealed partial class NormalizedNet;

[Network(9, Loss = Loss.CrossEntropy)]
[Dense(9, Activation.ReLU)]
[Residual(from: 0)]
[Dense(9)]
[LayerNorm]
[Residual(from: 2)]
[Activation(Activation.ReLU)]
[Dense(4, Activation.Softmax)]
public sealed partial class ResidualNet;

[Network(5, Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f)]
[Dense(20, Activation.Tanh)]
[Dense(4, Activation.Softmax)]
public sealed partial class SmoothedNet;

[Network(784, Loss = Loss.CrossEntropy)]
[Dense(256, Activation.ReLU)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Wide784Net;
