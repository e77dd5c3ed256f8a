using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>Walks the layers from the input on: each layer's widths and parameters follow from the width before it.</summary>
internal static class ShapeInference
{
    public static NetworkGraph Run(NetworkModel network)
    {
        var layers = new List<LayerNode>();
        int width = network.InputSize;
        foreach (LayerModel model in network.Layers)
        {
            LayerNode node = LayerCatalogue.Get(model).Infer(model, width);
            layers.Add(node);
            width = node.OutputWidth;
        }

        return new NetworkGraph(network, width, new EquatableArray<LayerNode>(layers))
        {
            InputBuffers = new EquatableArray<ParameterNode>(
                network.Scaling is null ? [] : [Buffer("input.offset", network.InputSize, 0f), Buffer("input.scale", network.InputSize, 1f)]),
        };
    }

    private static ParameterNode Buffer(string name, int width, float start) =>
        new(name, ParameterRole.Buffer, new EquatableArray<int>([width]), Initializer.Zeros, width, width) { Start = start };
}
