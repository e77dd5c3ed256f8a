using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>A layer of a generated network.</summary>
/// <param name="Name">Such as <c>layer1</c>: what its tensors are called by.</param>
/// <param name="Summary">What it is, such as <c>Dense, ReLU</c>.</param>
/// <param name="InputSize">Values that it takes, a row.</param>
/// <param name="OutputSize">Values that it gives, a row.</param>
public readonly record struct LayerDescription(string Name, string Summary, int InputSize, int OutputSize);

/// <summary>Sizes, loss, layers and tensors of a generated network.</summary>
public sealed class NetworkDescription
{
    private readonly TensorDescription[] _tensors;
    private readonly TensorDescription[] _buffers = [];

    /// <summary>Describes a network. Called by generated code.</summary>
    /// <param name="name">The class name.</param>
    /// <param name="inputSize">Number of input features.</param>
    /// <param name="outputSize">Number of outputs.</param>
    /// <param name="loss">What training minimizes.</param>
    /// <param name="parameterStorage">Length of the parameter slab, padding included.</param>
    /// <param name="tensors">All trained tensors, in the order of the layers.</param>
    public NetworkDescription(string name, int inputSize, int outputSize, Loss loss, int parameterStorage, ReadOnlySpan<TensorDescription> tensors)
    {
        Name = name;
        InputSize = inputSize;
        OutputSize = outputSize;
        Loss = loss;
        ParameterStorage = parameterStorage;
        _tensors = tensors.ToArray();
        foreach (TensorDescription tensor in tensors)
        {
            ParameterCount += tensor.Length;
        }
    }

    /// <summary>Describes a network with buffers. Called by generated code.</summary>
    /// <param name="name">The class name.</param>
    /// <param name="inputSize">Number of input features.</param>
    /// <param name="outputSize">Number of outputs.</param>
    /// <param name="loss">What training minimizes.</param>
    /// <param name="parameterStorage">Length of the parameter slab, padding included.</param>
    /// <param name="tensors">All trained tensors, in the order of the layers.</param>
    /// <param name="bufferStorage">Length of the slab of buffers, padding included.</param>
    /// <param name="buffers">All buffers; their offsets count from the parameters, as if buffers lay behind them.</param>
    public NetworkDescription(
        string name,
        int inputSize,
        int outputSize,
        Loss loss,
        int parameterStorage,
        ReadOnlySpan<TensorDescription> tensors,
        int bufferStorage,
        ReadOnlySpan<TensorDescription> buffers)
        : this(name, inputSize, outputSize, loss, parameterStorage, tensors)
    {
        BufferStorage = bufferStorage;
        _buffers = buffers.ToArray();
    }

    /// <summary>The class name.</summary>
    public string Name { get; }

    /// <summary>Number of input features.</summary>
    public int InputSize { get; }

    /// <summary>Number of outputs.</summary>
    public int OutputSize { get; }

    /// <summary>What training minimizes.</summary>
    public Loss Loss { get; }

    /// <summary>Number of trainable scalars, padding not counted.</summary>
    public int ParameterCount { get; }

    /// <summary>Length of the parameter slab, padding included.</summary>
    public int ParameterStorage { get; }

    /// <summary>Length of <see cref="INetwork.Buffers"/>, padding included; 0 for most networks.</summary>
    public int BufferStorage { get; }

    /// <summary>
    /// Whether <c>Backward</c> computes with statistics of the whole batch, and moves the running ones in <see cref="Buffers"/>. A batch then has at
    /// least two rows, and is not cut into parts.
    /// </summary>
    public bool HasBatchStatistics { get; init; }

    /// <summary>How the network scales its inputs, with the buffers <c>input.offset</c> and <c>input.scale</c>; null if it takes them as they are.</summary>
    public InputScaling? InputScaling { get; init; }

    /// <summary>All trained tensors, in the order of the layers.</summary>
    public IReadOnlyList<TensorDescription> Tensors => _tensors;

    /// <summary>All layers, in order.</summary>
    public IReadOnlyList<LayerDescription> Layers { get; init; } = [];

    /// <summary>Bytes of stack that <c>Forward</c> takes for scratch with few rows; 0 if its scratch is pooled by the instance.</summary>
    public int OneRowStackBytes { get; init; }

    /// <summary>Bytes of stack that <c>Forward</c> takes for scratch with many rows; 0 if its scratch is pooled by the instance.</summary>
    public int ForwardStackBytes { get; init; }

    /// <summary>Bytes of stack that <c>Backward</c> and <c>ComputeLoss</c> take for scratch; 0 if their scratch is pooled by the instance.</summary>
    public int BackwardStackBytes { get; init; }

    /// <summary>
    /// What is saved and loaded with them but not trained, in the order of the layers. An offset counts from the parameters, as if
    /// <see cref="INetwork.Buffers"/> lay behind them.
    /// </summary>
    public IReadOnlyList<TensorDescription> Buffers => _buffers;

    /// <summary>Finds a tensor or buffer by name.</summary>
    /// <exception cref="ArgumentException">No such tensor; the message lists the names.</exception>
    public TensorDescription Tensor(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(_tensors, name) ?? Find(_buffers, name)
            ?? throw new ArgumentException($"{Name} has no tensor '{name}'. It has: {string.Join(", ", All)}.", nameof(name));
    }

    /// <summary>Tensors and buffers: what a file holds.</summary>
    internal IEnumerable<TensorDescription> All => _tensors.Concat(_buffers);

    private static TensorDescription? Find(TensorDescription[] tensors, string name)
    {
        foreach (TensorDescription tensor in tensors)
        {
            if (tensor.Name == name)
            {
                return tensor;
            }
        }

        return null;
    }
}
