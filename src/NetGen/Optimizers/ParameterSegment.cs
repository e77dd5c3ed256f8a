using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>A run of the parameter slab whose elements have one role. Padding belongs to the run before it.</summary>
internal readonly record struct ParameterSegment(int Start, int Length, TensorRole Role)
{
    /// <summary>Cuts a slab into as few runs as its layout allows, without gap.</summary>
    public static ParameterSegment[] Of(NetworkDescription network)
    {
        // One byte a value: 0 is padding, else 1 + role.
        byte[] marks = new byte[network.ParameterStorage];
        foreach (TensorDescription tensor in network.Tensors)
        {
            Mark(tensor, 0, tensor.Offset, marks);
        }

        List<ParameterSegment> segments = [];
        int start = 0;
        byte current = 0;
        for (int i = 0; i < marks.Length; i++)
        {
            byte mark = marks[i];
            if (mark == 0 || mark == current)
            {
                continue;
            }

            if (current != 0)
            {
                segments.Add(new ParameterSegment(start, i - start, (TensorRole)(current - 1)));
                start = i;
            }

            current = mark;
        }

        if (current != 0)
        {
            segments.Add(new ParameterSegment(start, marks.Length - start, (TensorRole)(current - 1)));
        }

        return [.. segments];
    }

    private static void Mark(TensorDescription tensor, int dimension, int offset, byte[] marks)
    {
        if (dimension == tensor.Shape.Count)
        {
            marks[offset] = (byte)(1 + tensor.Role);
            return;
        }

        int stride = tensor.Strides[dimension];
        for (int i = 0; i < tensor.Shape[dimension]; i++)
        {
            Mark(tensor, dimension + 1, offset + (i * stride), marks);
        }
    }
}
