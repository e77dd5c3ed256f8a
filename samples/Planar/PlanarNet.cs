using NetGen;

namespace Planar;

/// <summary>The textbook's network: one hidden layer of four tanh units tells the two colours of a flower apart.</summary>
[Network(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(4, Activation.Tanh, Initializer = Initializer.SmallNormal)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.SmallNormal)]
public sealed partial class PlanarNet;
