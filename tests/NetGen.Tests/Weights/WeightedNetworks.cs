namespace NetGen.Tests.Weights;

[Network(2, Loss = Loss.CrossEntropy, SampleWeights = true)]
[Dense(3, Activation.Softmax)]
public sealed partial class WeightedClassesNet;

[Network(2, Loss = Loss.CrossEntropy, SampleWeights = true, Unroll = Unroll.None)]
[Dense(3, Activation.Softmax)]
public sealed partial class WeightedClassesInBlocksNet;

[Network(2, Loss = Loss.CrossEntropy, SampleWeights = true, LabelSmoothing = 0.1f)]
[Dense(3, Activation.Softmax, L2 = 0.1f)]
public sealed partial class WeightedPenalizedNet;

[Network(2, SampleWeights = true)]
[Dense(3)]
public sealed partial class WeightedSquaresNet;

[Network(2, SampleWeights = true, Unroll = Unroll.None)]
[Dense(3)]
public sealed partial class WeightedSquaresInBlocksNet;

[Network(2, Loss = Loss.BinaryCrossEntropy, SampleWeights = true)]
[Dense(3, Activation.Sigmoid)]
public sealed partial class WeightedBinaryNet;

[Network(2, Loss = Loss.BinaryCrossEntropy, SampleWeights = true, Unroll = Unroll.None)]
[Dense(3, Activation.Sigmoid)]
public sealed partial class WeightedBinaryInBlocksNet;

/// <summary>Wide, in several blocks, with dropout; the same layers with and without weights.</summary>
[Network(9, Loss = Loss.CrossEntropy, SampleWeights = true)]
[Dense(40, Activation.Tanh)]
[Dropout(0.25f)]
[Dense(4, Activation.Softmax)]
public sealed partial class WeightedDropNet;

[Network(9, Loss = Loss.CrossEntropy)]
[Dense(40, Activation.Tanh)]
[Dropout(0.25f)]
[Dense(4, Activation.Softmax)]
public sealed partial class UnweightedDropNet;

[Network(9, Loss = Loss.CrossEntropy, SampleWeights = true)]
[Dense(40, Activation.Tanh)]
[Dense(4, Activation.Softmax)]
public sealed partial class WeightedWideNet;

/// <summary>One output for two classes.</summary>
[Network(1, Loss = Loss.BinaryCrossEntropy, SampleWeights = true)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class WeightedLogisticNet;

/// <summary>Everything that adds members, at once; the same layers without weights.</summary>
[Network(4, Loss = Loss.CrossEntropy, SampleWeights = true, InputGradients = true, SecondOrder = true)]
[Dense(7, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class WeightedSecondOrderNet;

[Network(4, Loss = Loss.CrossEntropy, InputGradients = true, SecondOrder = true)]
[Dense(7, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class UnweightedSecondOrderNet;
