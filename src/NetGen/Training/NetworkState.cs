using System;

namespace NetGen;

/// <summary>Parameters and buffers of a network as one array: the parameters first.</summary>
internal static class NetworkState
{
    internal static float[] Of(INetwork network) => [.. network.Parameters, .. network.Buffers];

    internal static void CopyTo(INetwork network, Span<float> state)
    {
        network.Parameters.CopyTo(state);
        network.Buffers.CopyTo(state[network.ParameterStorage..]);
    }

    internal static void Restore(INetwork network, ReadOnlySpan<float> state)
    {
        state[..network.ParameterStorage].CopyTo(network.Parameters);
        state[network.ParameterStorage..].CopyTo(network.Buffers);
    }

    internal static bool AllFinite(INetwork network) => FiniteScan.AllFinite(network.Parameters) && FiniteScan.AllFinite(network.Buffers);
}
