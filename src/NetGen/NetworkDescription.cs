using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>Sizes, loss and tensors of a generated network.</summary>
public sealed class NetworkDescription
{
    private readonly TensorDescription[] _tensors;

    /// <summary>Describes a network. Called by generated code.</summary>
    /// <param name="name">The class name.</param>
    /// <param name="inputSize">Number of input features.</param>
    /// <param name="outputSize">Number of outputs.</param>
    /// <param name="loss">What training minimizes.</param>
    /// <param name="parameterStorage">Length of the parameter slab, padding included.</param>
    /// <param name="tensors">All tensors, in the order of the layers.</param>
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

    /// <summary>All tensors, in the order of the layers.</summary>
    public IReadOnlyList<TensorDescription> Tensors => _tensors;

    /// <summary>Finds a tensor by name.</summary>
    /// <exception cref="ArgumentException">No such tensor; the message lists the names.</exception>
    public TensorDescription Tensor(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (TensorDescription tensor in _tensors)
        {
            if (tensor.Name == name)
            {
                return tensor;
            }
        }

        throw new ArgumentException($"{Name} has no tensor '{name}'. It has: {string.Join(", ", (IEnumerable<TensorDescription>)_tensors)}.", nameof(name));
    }
}
