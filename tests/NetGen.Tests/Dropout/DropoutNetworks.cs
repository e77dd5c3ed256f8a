namespace NetGen.Tests.Dropout;

/// <summary>A mask that can be seen: with the weights of the identity, inputs of 1 and targets of 0, d loss / d w[k, k] is mask[k]^2 / 2.</summary>
[Network(4)]
[Dropout(0.5f)]
[Dense(4, UseBias = false)]
public sealed partial class VisibleNet;

/// <summary>In registers, a sample a lane.</summary>
[Network(5, Loss = Loss.CrossEntropy)]
[Dense(9, Activation.ReLU)]
[Dropout(0.4f)]
[Dense(6, Activation.ReLU)]
[Dropout(0.25f)]
[Dense(3, Activation.Softmax)]
public sealed partial class SmallDropNet;

/// <summary>The same layers in blocks of rows.</summary>
[Network(5, Loss = Loss.CrossEntropy, Unroll = Unroll.None)]
[Dense(9, Activation.ReLU)]
[Dropout(0.4f)]
[Dense(6, Activation.ReLU)]
[Dropout(0.25f)]
[Dense(3, Activation.Softmax)]
public sealed partial class SmallDropInBlocksNet;

/// <summary>The same layers in blocks of 32 rows, on pooled memory.</summary>
[Network(5, Loss = Loss.CrossEntropy, Unroll = Unroll.None, MaxStackBytes = 0)]
[Dense(9, Activation.ReLU)]
[Dropout(0.4f)]
[Dense(6, Activation.ReLU)]
[Dropout(0.25f)]
[Dense(3, Activation.Softmax)]
public sealed partial class SmallDropPooledNet;

/// <summary>The same layers without dropout; layers 3 and 5 are 2 and 3 here.</summary>
[Network(5, Loss = Loss.CrossEntropy)]
[Dense(9, Activation.ReLU)]
[Dense(6, Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public sealed partial class SmallPlainNet;

/// <summary>Dropout of the inputs, inside a skip connection, and between a dense layer and its activation.</summary>
[Network(20)]
[Dropout(0.2f)]
[Dense(33)]
[Dropout(0.1f)]
[Activation(Activation.GELU)]
[Dense(33, Activation.SiLU)]
[Dropout(0.5f)]
[Residual(from: 4)]
[LayerNorm]
[Dense(7)]
public sealed partial class WideDropNet;
