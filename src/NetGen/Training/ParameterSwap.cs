using System;

namespace NetGen;

/// <summary>Averaged parameters that take the place of the network's own while it is measured. Its buffers stay.</summary>
internal sealed class ParameterSwap(INetwork network, float beta)
{
    private readonly float[] _own = new float[network.ParameterStorage];
    private bool _swapped;

    internal AveragedParameters Average { get; } = new(network.Description, beta);

    /// <summary>Takes in the network's parameters after a step.</summary>
    internal void Add() => Average.Add(network.Parameters);

    /// <summary>Gives the network the averaged parameters.</summary>
    internal void SwapIn()
    {
        network.Parameters.CopyTo(_own);
        Average.CopyTo(network.Parameters);
        _swapped = true;
    }

    /// <summary>Gives the network its own parameters back, if it has the averaged ones.</summary>
    internal void SwapOut()
    {
        if (_swapped)
        {
            _own.AsSpan().CopyTo(network.Parameters);
            _swapped = false;
        }
    }

    /// <summary>Leaves the network with the average, if there is one and it is finite.</summary>
    internal void Keep()
    {
        if (Average.Count > 0 && FiniteScan.AllFinite(Average.Values))
        {
            Average.CopyTo(network.Parameters);
        }
    }
}
