using NetGen;

namespace NetGen.Benchmarks;

/// <summary>2-4-1, the textbook's planar network.</summary>
[Network(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(4, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Tiny1;

/// <summary>4-8-8-3, a classifier of four measurements.</summary>
[Network(4, Loss = Loss.CrossEntropy)]
[Dense(8, Activation.ReLU)]
[Dense(8, Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public sealed partial class Tiny2;

/// <summary>1-8-8-8-8-1, a waveshaper for audio.</summary>
[Network(1)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(1)]
public sealed partial class Rt1;

/// <summary>1-8-8-8-8-1 with the short tanh.</summary>
[Network(1, Precision = Precision.Fast)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(1)]
public sealed partial class Rt1Fast;

/// <summary>One dense layer, 16 x 16.</summary>
[Network(16)]
[Dense(16)]
public sealed partial class Rtc16;

/// <summary>One dense layer, 32 x 32.</summary>
[Network(32)]
[Dense(32)]
public sealed partial class Rtc32;

/// <summary>One dense layer, 64 x 64.</summary>
[Network(64)]
[Dense(64)]
public sealed partial class Rtc64;

/// <summary>64-32-10, handwritten digits of 8 x 8 pixels.</summary>
[Network(64, Loss = Loss.CrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mlp64;

/// <summary>64-256-256-10.</summary>
[Network(64, Loss = Loss.CrossEntropy)]
[Dense(256, Activation.ReLU)]
[Dense(256, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mlp256;

/// <summary>784-128-10, MNIST.</summary>
[Network(784, Loss = Loss.CrossEntropy)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mnist;

/// <summary>784-256-128-10, MNIST.</summary>
[Network(784, Loss = Loss.CrossEntropy)]
[Dense(256, Activation.ReLU)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mnist2;
