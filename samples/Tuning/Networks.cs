using NetGen;

namespace Tuning;

/// <summary>One hidden layer of 16 units.</summary>
[Network(64, Loss = Loss.CrossEntropy)]
[Dense(16, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Narrow;

/// <summary>One hidden layer of 64 units.</summary>
[Network(64, Loss = Loss.CrossEntropy)]
[Dense(64, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Wide;

/// <summary>Two hidden layers of 32 units.</summary>
[Network(64, Loss = Loss.CrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Deep;
