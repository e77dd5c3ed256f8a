using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>What a tensor is for; decides whether weight decay applies to it.</summary>
public enum TensorRole
{
    /// <summary>A weight: trained, decayed.</summary>
    Weight,

    /// <summary>A bias: trained, decayed only on request.</summary>
    Bias,

    /// <summary>A factor of a normalization: trained, decayed only where biases are.</summary>
    Scale,

    /// <summary>No parameter: kept, saved and loaded beside them, never trained.</summary>
    Buffer,
}

/// <summary>
/// One named tensor of a network: its canonical shape (PyTorch's, row-major) and where its elements lie in the parameter slab, or behind it.
/// Element (i0, i1, ...) is at <c>Offset + i0 * Strides[0] + i1 * Strides[1] + ...</c>.
/// </summary>
public sealed class TensorDescription
{
    private readonly int[] _shape;
    private readonly int[] _strides;

    /// <summary>Describes a tensor. Called by generated code.</summary>
    /// <param name="name">Such as <c>layer1.weight</c>.</param>
    /// <param name="role">What the tensor is for.</param>
    /// <param name="offset">Where element (0, 0, ...) lies in the slab.</param>
    /// <param name="shape">The canonical shape.</param>
    /// <param name="strides">The distance, in elements of the slab, between neighbours along each dimension.</param>
    public TensorDescription(string name, TensorRole role, int offset, ReadOnlySpan<int> shape, ReadOnlySpan<int> strides)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (shape.Length != strides.Length)
        {
            throw new ArgumentException($"shape has {shape.Length} dimensions, strides {strides.Length}.", nameof(strides));
        }

        Name = name;
        Role = role;
        Offset = offset;
        _shape = shape.ToArray();
        _strides = strides.ToArray();
        Length = 1;
        foreach (int size in shape)
        {
            Length = checked(Length * size);
        }
    }

    /// <summary>The name, such as <c>layer1.weight</c>.</summary>
    public string Name { get; }

    /// <summary>What the tensor is for.</summary>
    public TensorRole Role { get; }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>Where element (0, 0, ...) lies in the slab.</summary>
    public int Offset { get; }

    /// <summary>The canonical shape: [units, inputs] for a dense weight, [units] for a bias.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The distance, in elements of the slab, between neighbours along each dimension.</summary>
    public IReadOnlyList<int> Strides => _strides;

    /// <summary>Where an element, counted row-major, lies in the slab.</summary>
    internal int PositionOf(int index)
    {
        int position = Offset;
        for (int d = _shape.Length - 1; d >= 0; d--)
        {
            (index, int i) = Math.DivRem(index, _shape[d]);
            position += i * _strides[d];
        }

        return position;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name} [{string.Join(", ", _shape)}]";
}
