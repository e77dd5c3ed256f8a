namespace NetGen;

/// <summary>Where the parameters lie in the slab: all of it but the padding.</summary>
internal static class ParameterPositions
{
    /// <summary>The positions of all parameters, tensor by tensor, row-major.</summary>
    internal static int[] Of(NetworkDescription network)
    {
        int[] positions = new int[network.ParameterCount];
        int next = 0;
        foreach (TensorDescription tensor in network.Tensors)
        {
            for (int index = 0; index < tensor.Length; index++)
            {
                positions[next++] = tensor.PositionOf(index);
            }
        }

        return positions;
    }
}
