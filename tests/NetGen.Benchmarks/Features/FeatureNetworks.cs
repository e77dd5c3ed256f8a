using NetGen;

namespace NetGen.Benchmarks;

/// <summary>64-32-10 with batch normalization before the ReLU.</summary>
[Network(64, Loss = Loss.CrossEntropy)]
[Dense(32)]
[BatchNorm]
[Activation(Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mlp64BatchNorm;

/// <summary>64-32-10 with layer normalization before the ReLU.</summary>
[Network(64, Loss = Loss.CrossEntropy)]
[Dense(32)]
[LayerNorm]
[Activation(Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mlp64LayerNorm;

/// <summary>64-32-10 with dropout after the hidden layer.</summary>
[Network(64, Loss = Loss.CrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dropout(0.5f)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mlp64Dropout;

/// <summary>64-32-10 with inputs that are standardized in the network.</summary>
[Network(64, Loss = Loss.CrossEntropy)]
[Standardize]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mlp64Standardize;

/// <summary>64-32-10 with label smoothing.</summary>
[Network(64, Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mlp64LabelSmoothing;

/// <summary>64-32-10 with L1 and L2 penalties.</summary>
[Network(64, Loss = Loss.CrossEntropy)]
[Dense(32, Activation.ReLU, L1 = 1e-4f, L2 = 1e-4f)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mlp64Penalty;

/// <summary>64-32-10 with derivatives of second order.</summary>
[Network(64, Loss = Loss.CrossEntropy, InputGradients = true, SecondOrder = true)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mlp64SecondOrder;

/// <summary>784-128-10 with batch normalization before the ReLU.</summary>
[Network(784, Loss = Loss.CrossEntropy)]
[Dense(128)]
[BatchNorm]
[Activation(Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class MnistBatchNorm;

/// <summary>784-128-10 with layer normalization before the ReLU.</summary>
[Network(784, Loss = Loss.CrossEntropy)]
[Dense(128)]
[LayerNorm]
[Activation(Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class MnistLayerNorm;

/// <summary>784-128-10 with dropout after the hidden layer.</summary>
[Network(784, Loss = Loss.CrossEntropy)]
[Dense(128, Activation.ReLU)]
[Dropout(0.5f)]
[Dense(10, Activation.Softmax)]
public sealed partial class MnistDropout;

/// <summary>784-128-10 with inputs that are standardized in the network.</summary>
[Network(784, Loss = Loss.CrossEntropy)]
[Standardize]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class MnistStandardize;

/// <summary>784-128-10 with label smoothing.</summary>
[Network(784, Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class MnistLabelSmoothing;

/// <summary>784-128-10 with L1 and L2 penalties.</summary>
[Network(784, Loss = Loss.CrossEntropy)]
[Dense(128, Activation.ReLU, L1 = 1e-4f, L2 = 1e-4f)]
[Dense(10, Activation.Softmax)]
public sealed partial class MnistPenalty;

/// <summary>784-128-10 with derivatives of second order.</summary>
[Network(784, Loss = Loss.CrossEntropy, InputGradients = true, SecondOrder = true)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class MnistSecondOrder;
