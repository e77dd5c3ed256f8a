using NetGen;

namespace Digits;

/// <summary>Tells handwritten digits of 8 x 8 pixels apart.</summary>
[Network(64, Loss = Loss.CrossEntropy)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class DigitNet;
