using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>Where a parameter lies in the slab.</summary>
/// <param name="Parameter">The tensor.</param>
/// <param name="Offset">Of its first element, in floats; a multiple of 16, so that a slab on 64 bytes has every block on 64 bytes.</param>
/// <param name="RowLength">Units, padded: the distance between the weights of neighbouring inputs, and the length of a bias.</param>
/// <param name="Strides">For each canonical dimension, the distance between neighbours in the slab.</param>
internal sealed record ParameterBlock(ParameterNode Parameter, int Offset, int RowLength, EquatableArray<int> Strides);

/// <summary>
/// The order of parameters in the slab. Weights are input-major: one row of units for each input, so that a kernel reads the weights of
/// neighbouring units as a vector, and a single weight as a broadcast, from the same array.
/// </summary>
/// <param name="Blocks">In the order of the layers.</param>
/// <param name="Storage">Floats of the slab.</param>
/// <param name="LaneWidth">Lanes of the widest registers of use when the lanes are units; every row of units is whole registers.</param>
internal sealed record ParameterLayout(EquatableArray<ParameterBlock> Blocks, int Storage, int LaneWidth)
{
    private const int Alignment = 16;

    /// <summary>What is no parameter, behind the slab in the same memory.</summary>
    public EquatableArray<ParameterBlock> Buffers { get; init; }

    /// <summary>Floats behind the slab.</summary>
    public int BufferStorage { get; init; }

    public static ParameterLayout Of(NetworkGraph graph)
    {
        var blocks = new List<ParameterBlock>();
        int offset = 0;
        int lanes = ChooseLaneWidth(graph);
        foreach (LayerNode layer in graph.Layers)
        {
            foreach (ParameterNode parameter in layer.Parameters)
            {
                int row = RoundUp(parameter.Shape[0], lanes);
                bool isMatrix = parameter.Shape.Count == 2;
                blocks.Add(new ParameterBlock(parameter, offset, row, new EquatableArray<int>(isMatrix ? [1, row] : [1])));
                int length = isMatrix ? checked(row * parameter.Shape[1]) : row;
                offset = checked(offset + RoundUp(length, Alignment));
            }
        }

        var buffers = new List<ParameterBlock>();
        int end = offset;
        foreach (ParameterNode buffer in graph.Buffers)
        {
            int row = RoundUp(buffer.Shape[0], lanes);
            buffers.Add(new ParameterBlock(buffer, end, row, new EquatableArray<int>([1])));
            end = checked(end + RoundUp(row, Alignment));
        }

        return new ParameterLayout(new EquatableArray<ParameterBlock>(blocks), offset, lanes)
        {
            Buffers = new EquatableArray<ParameterBlock>(buffers),
            BufferStorage = end - offset,
        };
    }

    /// <summary>A width as whole registers.</summary>
    public int Pad(int width) => RoundUp(width, LaneWidth);

    public static int RoundUp(int value, int multiple) => checked((value + multiple - 1) / multiple * multiple);

    /// <summary>The whole network at one width, so that one row passes through all its layers in one method.</summary>
    private static int ChooseLaneWidth(NetworkGraph graph)
    {
        int widest = 0;
        foreach (LayerNode layer in graph.Layers)
        {
            widest = Math.Max(widest, layer.OutputWidth);
        }

        return widest <= 4 ? 4 : widest <= 8 ? 8 : 16;
    }

    public ParameterBlock Find(Value value) => Find(value.Name);

    /// <summary>The place of a parameter or buffer.</summary>
    public ParameterBlock Find(string name)
    {
        foreach (ParameterBlock block in Blocks.Concat(Buffers))
        {
            if (block.Parameter.Name == name)
            {
                return block;
            }
        }

        throw new ArgumentException($"{name} is not a parameter or buffer of the network.", nameof(name));
    }
}
