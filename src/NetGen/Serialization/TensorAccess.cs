using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace NetGen.CompilerServices;

/// <summary>Copies a tensor between its canonical, row-major form and its place in a slab. Allocates nothing. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorAccess
{
    /// <summary>Copies a tensor out of a slab.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="slab">The parameter or gradient slab.</param>
    /// <param name="destination">As many values as the tensor has, written row-major.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Get(TensorDescription tensor, ReadOnlySpan<float> slab, Span<float> destination)
    {
        Check(tensor, destination.Length, nameof(destination));
        CheckSlab(tensor, slab.Length, nameof(slab));
        Gather(tensor, 0, tensor.Offset, slab, destination);
    }

    /// <summary>Copies a tensor into a slab; the rest of the slab stays.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="slab">The parameter slab.</param>
    /// <param name="source">As many values as the tensor has, row-major.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Set(TensorDescription tensor, Span<float> slab, ReadOnlySpan<float> source)
    {
        Check(tensor, source.Length, nameof(source));
        CheckSlab(tensor, slab.Length, nameof(slab));
        Scatter(tensor, 0, tensor.Offset, slab, source);
    }

    private static void Gather(TensorDescription tensor, int dimension, int offset, ReadOnlySpan<float> slab, Span<float> destination)
    {
        if (dimension == tensor.Shape.Count)
        {
            destination[0] = slab[offset];
            return;
        }

        int stride = tensor.Strides[dimension];
        if (dimension == tensor.Shape.Count - 1)
        {
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] = slab[offset + (i * stride)];
            }

            return;
        }

        int size = tensor.Shape[dimension];
        int part = size == 0 ? 0 : destination.Length / size;
        for (int i = 0; i < size; i++)
        {
            Gather(tensor, dimension + 1, offset + (i * stride), slab, destination.Slice(i * part, part));
        }
    }

    private static void Scatter(TensorDescription tensor, int dimension, int offset, Span<float> slab, ReadOnlySpan<float> source)
    {
        if (dimension == tensor.Shape.Count)
        {
            slab[offset] = source[0];
            return;
        }

        int stride = tensor.Strides[dimension];
        if (dimension == tensor.Shape.Count - 1)
        {
            for (int i = 0; i < source.Length; i++)
            {
                slab[offset + (i * stride)] = source[i];
            }

            return;
        }

        int size = tensor.Shape[dimension];
        int part = size == 0 ? 0 : source.Length / size;
        for (int i = 0; i < size; i++)
        {
            Scatter(tensor, dimension + 1, offset + (i * stride), slab, source.Slice(i * part, part));
        }
    }

    private static void Check(TensorDescription tensor, int length, string parameter)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (length != tensor.Length)
        {
            throw new ArgumentException($"Tensor {tensor} has {tensor.Length} values; {parameter} has {length}.", parameter);
        }
    }

    private static void CheckSlab(TensorDescription tensor, int length, string parameter)
    {
        long end = End(tensor);
        if (length < end)
        {
            if (tensor.Role == TensorRole.Buffer)
            {
                throw new ArgumentException($"{tensor} is a buffer, which is not trained and has no gradient.", parameter);
            }

            throw new ArgumentException($"Tensor {tensor} ends at {end} in its slab; {parameter} has {length} values.", parameter);
        }
    }

    private static long End(TensorDescription tensor)
    {
        if (tensor.Length == 0)
        {
            return tensor.Offset;
        }

        long last = tensor.Offset;
        IReadOnlyList<int> shape = tensor.Shape;
        for (int i = 0; i < shape.Count; i++)
        {
            last += (long)(shape[i] - 1) * tensor.Strides[i];
        }

        return last + 1;
    }
}
