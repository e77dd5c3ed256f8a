using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>The network with every shape known.</summary>
internal sealed record NetworkGraph(NetworkModel Model, int OutputSize, EquatableArray<LayerNode> Layers)
{
    /// <summary>Offset and scale of the inputs, where the network scales them.</summary>
    public EquatableArray<ParameterNode> InputBuffers { get; init; }

    /// <summary>What is kept beside the parameters, in order.</summary>
    public IEnumerable<ParameterNode> Buffers => InputBuffers.Concat(Layers.SelectMany(layer => layer.Buffers));

    /// <summary>Number of trainable scalars.</summary>
    public long ParameterCount
    {
        get
        {
            long count = 0;
            foreach (LayerNode layer in Layers)
            {
                foreach (ParameterNode parameter in layer.Parameters)
                {
                    count += parameter.Length;
                }
            }

            return count;
        }
    }
}

/// <summary>One layer with its widths and parameters.</summary>
internal sealed record LayerNode(LayerModel Model, int InputWidth, int OutputWidth, EquatableArray<ParameterNode> Parameters)
{
    /// <summary>What the layer keeps beside its parameters: saved and loaded, but not trained.</summary>
    public EquatableArray<ParameterNode> Buffers { get; init; }
}

/// <summary>What a tensor is for: weights decay, biases and scales don't unless asked.</summary>
internal enum ParameterRole
{
    Weight,
    Bias,
    Scale,

    /// <summary>No parameter: a tensor that is kept beside them.</summary>
    Buffer,
}

/// <summary>A parameter or buffer in PyTorch's shape.</summary>
/// <param name="Name">Such as <c>layer1.weight</c>.</param>
/// <param name="Role">Weight, bias, scale or buffer.</param>
/// <param name="Shape">[units, inputs] for a weight, [units] for the others.</param>
/// <param name="Initializer">How the values are drawn; never Auto, and Zeros where none are.</param>
/// <param name="FanIn">Inputs of the layer.</param>
/// <param name="FanOut">Units of the layer.</param>
internal sealed record ParameterNode(string Name, ParameterRole Role, EquatableArray<int> Shape, Initializer Initializer, int FanIn, int FanOut)
{
    /// <summary>What all values start at, where no initializer draws them.</summary>
    public float Start { get; init; }

    /// <summary>A tensor with one value for each unit.</summary>
    public static ParameterNode OfUnits(string name, ParameterRole role, int width, float start = 0f) =>
        new(name, role, new EquatableArray<int>([width]), Initializer.Zeros, width, width) { Start = start };

    public long Length
    {
        get
        {
            long length = 1;
            foreach (int size in Shape)
            {
                length *= size;
            }

            return length;
        }
    }
}
