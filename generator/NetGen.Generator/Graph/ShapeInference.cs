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
                network.Scaling is null
                    ? []
                    :
                    [
                        ParameterNode.OfUnits("input.offset", ParameterRole.Buffer, network.InputSize),
                        ParameterNode.OfUnits("input.scale", ParameterRole.Buffer, network.InputSize, start: 1f),
                    ]),
        };
    }
}
