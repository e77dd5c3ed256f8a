using System;
using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>Where a parameter lies in the slab.</summary>
/// <param name="Parameter">The tensor.</param>
/// <param name="Offset">Of its first element, in floats; a multiple of 16, so that a slab on 64 bytes has every block on 64 bytes.</param>
/// <param name="RowLength">Units as whole registers: a row of weights for each input, or a bias.</param>
/// <param name="Strides">For each canonical dimension, the distance between neighbours in the slab.</param>
internal sealed record ParameterBlock(ParameterNode Parameter, int Offset, int RowLength, EquatableArray<int> Strides)
{
    /// <summary>The distance between the weights of neighbouring inputs, at least <see cref="RowLength"/>.</summary>
    public int RowStride => IsMatrix ? Strides[1] : RowLength;

    /// <summary>Floats from the first element to the next block, but for alignment.</summary>
    public int Length => checked(RowStride * (IsMatrix ? Parameter.Shape[1] : 1));

    private bool IsMatrix => Strides.Count > 1;
}

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

    /// <summary>Rows at a multiple of this distance share an eighth of the sets of a first-level cache, or fewer.</summary>
    private const int CrowdedStride = 128;

    /// <summary>Rows that an eighth of the cache holds with room to spare.</summary>
    private const int FewInputs = 32;

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
                int[] strides = parameter.Shape.Count == 2 ? [1, StrideOf(row, parameter.Shape[1])] : [1];
                var block = new ParameterBlock(parameter, offset, row, new EquatableArray<int>(strides));
                blocks.Add(block);
                offset = checked(offset + RoundUp(block.Length, Alignment));
            }
        }

        return new ParameterLayout(new EquatableArray<ParameterBlock>(blocks), offset, lanes);
    }

    /// <summary>A width as whole registers.</summary>
    public int Pad(int width) => RoundUp(width, LaneWidth);

    public static int RoundUp(int value, int multiple) => checked((value + multiple - 1) / multiple * multiple);

    /// <summary>A distance that spreads the rows over all sets of a cache: a kernel reads a few units of many rows.</summary>
    private static int StrideOf(int row, int inputs) => row % CrowdedStride == 0 && inputs > FewInputs ? row + Alignment : row;

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
