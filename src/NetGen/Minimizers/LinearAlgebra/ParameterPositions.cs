using System.Collections.Generic;

namespace NetGen;

/// <summary>Where the parameters lie in the slab: all of it but the padding.</summary>
internal static class ParameterPositions
{
    /// <summary>The positions of all parameters, tensor by tensor, row-major.</summary>
    internal static int[] Of(NetworkDescription network)
    {
        List<int> positions = new(network.ParameterCount);
        foreach (TensorDescription tensor in network.Tensors)
        {
            Add(positions, tensor, dimension: 0, tensor.Offset);
        }

        return [.. positions];
    }

    private static void Add(List<int> positions, TensorDescription tensor, int dimension, int offset)
    {
        if (dimension == tensor.Shape.Count)
        {
            positions.Add(offset);
            return;
        }

        for (int i = 0; i < tensor.Shape[dimension]; i++)
        {
            Add(positions, tensor, dimension + 1, offset + (i * tensor.Strides[dimension]));
        }
    }
}
