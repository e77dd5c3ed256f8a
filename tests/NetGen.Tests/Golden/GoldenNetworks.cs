using System;
using System.Collections.Generic;

namespace NetGen.Tests.Golden;

/// <summary>A network for each golden case, by the case's name.</summary>
internal static class GoldenNetworks
{
    /// <summary>The case whose training differs from inference.</summary>
    public const string BatchNorm = "batchnorm_4_8_3";

    public static IReadOnlyDictionary<string, Func<INetwork>> All { get; } = new Dictionary<string, Func<INetwork>>
    {
        ["activation_elu"] = () => new ActivationEluNet(),
        ["activation_gelu"] = () => new ActivationGeluNet(),
        ["activation_hardsigmoid"] = () => new ActivationHardsigmoidNet(),
        ["activation_hardtanh"] = () => new ActivationHardtanhNet(),
        ["activation_leakyrelu"] = () => new ActivationLeakyreluNet(),
        ["activation_linear"] = () => new ActivationLinearNet(),
        ["activation_mish"] = () => new ActivationMishNet(),
        ["activation_relu"] = () => new ActivationReluNet(),
        ["activation_selu"] = () => new ActivationSeluNet(),
        ["activation_sigmoid"] = () => new ActivationSigmoidNet(),
        ["activation_silu"] = () => new ActivationSiluNet(),
        ["activation_softplus"] = () => new ActivationSoftplusNet(),
        ["activation_softsign"] = () => new ActivationSoftsignNet(),
        ["activation_tanh"] = () => new ActivationTanhNet(),
        [BatchNorm] = () => new Batchnorm483Net(),
        ["deep_8x5"] = () => new Deep8x5Net(),
        ["iris_4_8_8_3"] = () => new Iris4883Net(),
        ["layernorm_4_8_3"] = () => new Layernorm483Net(),
        ["leaky_0_2"] = () => new Leaky02Net(),
        ["loss_huber"] = () => new LossHuberNet(),
        ["loss_mae"] = () => new LossMaeNet(),
        ["multilabel_bce"] = () => new MultilabelBceNet(),
        ["no_bias_6_5_2"] = () => new NoBias652Net(),
        ["odd_5_7_3"] = () => new Odd573Net(),
        ["sigmoid_mse"] = () => new SigmoidMseNet(),
        ["single_1_1"] = () => new Single11Net(),
        ["wide_17_33_10"] = () => new Wide173310Net(),
        ["xor_2_4_1"] = () => new Xor241Net(),
    };
}

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.ELU)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationEluNet;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.GELU)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationGeluNet;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.HardSigmoid)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationHardsigmoidNet;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.HardTanh)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationHardtanhNet;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.LeakyReLU)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationLeakyreluNet;

#pragma warning disable NG0050 // Two linear layers: the case is about the linear activation.
[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.Linear)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationLinearNet;
#pragma warning restore NG0050

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.Mish)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationMishNet;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.ReLU)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationReluNet;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.SELU)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationSeluNet;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.Sigmoid)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationSigmoidNet;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.SiLU)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationSiluNet;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.Softplus)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationSoftplusNet;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.Softsign)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationSoftsignNet;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.Tanh)]
[Dense(2, Activation.Linear)]
public sealed partial class ActivationTanhNet;

[Network(4, Loss = Loss.CrossEntropy)]
[Dense(8)]
[BatchNorm]
[Activation(Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public sealed partial class Batchnorm483Net;

[Network(8, Loss = Loss.CrossEntropy, InputGradients = true)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class Deep8x5Net;

[Network(4, Loss = Loss.CrossEntropy, InputGradients = true)]
[Dense(8, Activation.ReLU)]
[Dense(8, Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public sealed partial class Iris4883Net;

[Network(4, Loss = Loss.CrossEntropy, InputGradients = true)]
[Dense(8, Activation.ReLU)]
[LayerNorm]
[Dense(3, Activation.Softmax)]
public sealed partial class Layernorm483Net;

[Network(3, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(9, Activation.LeakyReLU, Alpha = 0.2f)]
[Dense(2, Activation.Linear)]
public sealed partial class Leaky02Net;

[Network(4, Loss = Loss.Huber, HuberDelta = 0.5f, InputGradients = true)]
[Dense(6, Activation.Tanh)]
[Dense(3, Activation.Linear)]
public sealed partial class LossHuberNet;

[Network(4, Loss = Loss.MeanAbsoluteError, InputGradients = true)]
[Dense(6, Activation.Tanh)]
[Dense(3, Activation.Linear)]
public sealed partial class LossMaeNet;

[Network(4, Loss = Loss.BinaryCrossEntropy, InputGradients = true)]
[Dense(6, Activation.ReLU)]
[Dense(5, Activation.Sigmoid)]
public sealed partial class MultilabelBceNet;

[Network(6, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(5, Activation.Tanh, UseBias = false)]
[Dense(2, Activation.Linear, UseBias = false)]
public sealed partial class NoBias652Net;

[Network(5, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(7, Activation.Sigmoid)]
[Dense(3, Activation.Linear)]
public sealed partial class Odd573Net;

[Network(4, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(6, Activation.ReLU)]
[Dense(2, Activation.Sigmoid)]
public sealed partial class SigmoidMseNet;

[Network(1, Loss = Loss.MeanSquaredError, InputGradients = true)]
[Dense(1, Activation.Linear)]
public sealed partial class Single11Net;

[Network(17, Loss = Loss.CrossEntropy, InputGradients = true)]
[Dense(33, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Wide173310Net;

[Network(2, Loss = Loss.BinaryCrossEntropy, InputGradients = true)]
[Dense(4, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Xor241Net;
