namespace NetGen.CheckpointHost;

/// <summary>Wide enough for a checkpoint to take a while to write.</summary>
[Network(16, Loss = Loss.CrossEntropy)]
[Dense(256, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class HostNet;
