using System;
using System.Collections.Generic;
using NetGen.CompilerServices;

namespace NetGen.Tests.BatchNorm;

/// <summary>Networks with batch normalization, small enough for registers, of whole registers, and in every place.</summary>
internal static class BatchNormNetworks
{
    public static IReadOnlyDictionary<string, Func<INetwork>> All { get; } = new Dictionary<string, Func<INetwork>>
    {
        ["cluster"] = () => new BatchNormClusterNet(3),
        ["rows"] = () => new BatchNormRowsNet(3),
        ["first and last"] = () => new BatchNormEverywhereNet(3),
        ["residual"] = () => new BatchNormResidualNet(3),
    };

    public static float[] Tensor(this INetwork network, string name)
    {
        float[] values = new float[network.Description.Tensor(name).Length];
        network.GetTensor(name, values);
        return values;
    }

    /// <summary>Parameters and buffers.</summary>
    public static float[] State(this INetwork network) => [.. network.Parameters, .. network.Buffers];

    public static float[] Gradient(this INetwork network, string name, float[] gradients)
    {
        float[] values = new float[network.Description.Tensor(name).Length];
        TensorAccess.Get(network.Description.Tensor(name), gradients, values);
        return values;
    }
}

[Network(2, Loss = Loss.CrossEntropy)]
[Dense(8)]
[BatchNorm]
[Activation(Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class BatchNormClusterNet;

[Network(20, Loss = Loss.CrossEntropy)]
[Dense(32)]
[BatchNorm]
[Activation(Activation.ReLU)]
[Dense(16, Activation.Softmax)]
public sealed partial class BatchNormRowsNet;

[Network(5, MaxStackBytes = 0)]
[BatchNorm(Momentum = 1, Epsilon = 1e-3f)]
[Dense(40, Activation.GELU, L2 = 1e-3f)]
[BatchNorm(Momentum = 0.25f)]
[Dense(3, UseBias = false)]
[BatchNorm]
public sealed partial class BatchNormEverywhereNet;

[Network(9, Loss = Loss.BinaryCrossEntropy)]
[Dense(9, Activation.ReLU)]
[BatchNorm]
[Residual(from: 0)]
[Dense(9)]
[BatchNorm]
[Residual(from: 3)]
[LayerNorm]
[Dense(2, Activation.Sigmoid)]
public sealed partial class BatchNormResidualNet;

/// <summary>Nothing but a batch normalization.</summary>
[Network(2)]
[BatchNorm(Momentum = 1, Epsilon = 1e-12f)]
public sealed partial class BatchNormOnlyNet;

/// <summary>Keeps the statistics of the last batch.</summary>
[Network(4)]
[Dense(6)]
[BatchNorm(Momentum = 1)]
[Activation(Activation.Tanh)]
[Dense(2)]
public sealed partial class BatchNormLastNet;
