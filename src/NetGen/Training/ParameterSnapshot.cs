namespace NetGen;

/// <summary>A copy of a network's parameters and buffers.</summary>
internal sealed class ParameterSnapshot
{
    private readonly INetwork _network;
    private readonly float[] _values;

    internal ParameterSnapshot(INetwork network)
    {
        _network = network;
        _values = NetworkState.Of(network);
    }

    /// <summary>The epoch at whose start the copy was taken; 0 is before training.</summary>
    internal int Epoch { get; private set; }

    /// <summary>The copy.</summary>
    internal float[] Values => _values;

    /// <summary>Goes on from a saved copy.</summary>
    internal void Load(float[] values, int epoch)
    {
        values.CopyTo(_values, 0);
        Epoch = epoch;
    }

    internal void Take(int epoch)
    {
        NetworkState.CopyTo(_network, _values);
        Epoch = epoch;
    }

    /// <summary>Takes over another copy.</summary>
    internal void Take(ParameterSnapshot other) => Load(other._values, other.Epoch);

    internal void Restore() => NetworkState.Restore(_network, _values);
}
