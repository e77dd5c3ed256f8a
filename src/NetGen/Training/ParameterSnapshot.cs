using System;

namespace NetGen;

/// <summary>A copy of a network's parameters.</summary>
internal sealed class ParameterSnapshot
{
    private readonly INetwork _network;
    private readonly float[] _values;

    internal ParameterSnapshot(INetwork network)
    {
        _network = network;
        _values = network.Parameters.ToArray();
    }

    internal void Take() => _network.Parameters.CopyTo(_values);

    internal void Restore() => _values.CopyTo(_network.Parameters);
}
