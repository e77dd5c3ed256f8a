using System;
using System.Collections.Generic;

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
internal sealed record ParameterLayout(EquatableArray<ParameterBlock> Blocks, int Storage)
{
    private const int Alignment = 16;

    public static ParameterLayout Of(NetworkGraph graph)
    {
        var blocks = new List<ParameterBlock>();
        int offset = 0;
        foreach (LayerNode layer in graph.Layers)
        {
            foreach (ParameterNode parameter in layer.Parameters)
            {
                int row = PaddedWidth(parameter.Shape[0]);
                bool isMatrix = parameter.Shape.Count == 2;
                blocks.Add(new ParameterBlock(parameter, offset, row, new EquatableArray<int>(isMatrix ? [1, row] : [1])));
                int length = isMatrix ? checked(row * parameter.Shape[1]) : row;
                offset = checked(offset + RoundUp(length, Alignment));
            }
        }

        return new ParameterLayout(new EquatableArray<ParameterBlock>(blocks), offset);
    }

    /// <summary>Units as they are stored: whole vectors, of 128 bits up to 4 units, of 256 bits up to 8, else of 512 bits.</summary>
    public static int PaddedWidth(int width) => width <= 4 ? 4 : width <= 8 ? 8 : RoundUp(width, 16);

    public static int RoundUp(int value, int multiple) => checked((value + multiple - 1) / multiple * multiple);

    public ParameterBlock Find(Value value)
    {
        foreach (ParameterBlock block in Blocks)
        {
            if (block.Parameter.Name == value.Name)
            {
                return block;
            }
        }

        throw new ArgumentException($"{value} is not a parameter of the network.", nameof(value));
    }
}
