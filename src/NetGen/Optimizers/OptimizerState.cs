using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>What an optimizer keeps for the network it serves.</summary>
internal sealed class OptimizerState
{
    private readonly AlignedSlab[] _slabs;

    public OptimizerState(NetworkDescription network, int slabs)
    {
        Network = network;
        Segments = ParameterSegment.Of(network);
        _slabs = new AlignedSlab[slabs];
        for (int i = 0; i < slabs; i++)
        {
            _slabs[i] = new AlignedSlab(network.ParameterStorage);
        }
    }

    /// <summary>The network served.</summary>
    public NetworkDescription Network { get; }

    /// <summary>The slab by role.</summary>
    public ParameterSegment[] Segments { get; }

    /// <summary>The state in the layout of the parameters.</summary>
    public Span<float> Slab(int index) => _slabs[index].Span;

    /// <summary>The first value of that state.</summary>
    public ref float Start(int index) => ref _slabs[index].Start;

    /// <summary>Whether a network has the same tensors at the same places.</summary>
    public bool Fits(NetworkDescription network) =>
        ReferenceEquals(network, Network)
        || (network.ParameterStorage == Network.ParameterStorage && network.Tensors.Select(Layout).SequenceEqual(Network.Tensors.Select(Layout)));

    private static string Layout(TensorDescription tensor) =>
        $"{tensor} {tensor.Role} at {tensor.Offset} by {string.Join(", ", (IEnumerable<int>)tensor.Strides)}";
}
