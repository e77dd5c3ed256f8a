using System;
using System.Collections.Generic;

namespace NetGen.Serialization;

/// <summary>Name, type and shape of one tensor of a safetensors file.</summary>
public sealed class SafetensorsTensor
{
    /// <summary>The dtype of 32-bit IEEE floats, the only one that networks use.</summary>
    public const string F32 = "F32";

    private readonly long[] _shape;

    /// <summary>Describes a tensor.</summary>
    /// <param name="name">Any text but <c>__metadata__</c>.</param>
    /// <param name="dtype">A type of the format, such as <c>F32</c> or <c>BF16</c>.</param>
    /// <param name="shape">Sizes of 0 and more; empty for a single value.</param>
    /// <exception cref="ArgumentException">The name is reserved, the type unknown, a size negative, or the length no whole number of bytes below 2^63.</exception>
    public SafetensorsTensor(string name, string dtype, ReadOnlySpan<long> shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(dtype);
        if (name == SafetensorsHeader.MetadataName)
        {
            throw new ArgumentException($"'{name}' is reserved and can't name a tensor.", nameof(name));
        }

        if (!SafetensorsTypes.TryGetBits(dtype, out int bits))
        {
            throw new ArgumentException($"'{dtype}' is not a dtype of the safetensors format.", nameof(dtype));
        }

        if (!TryGetByteLength(bits, shape, out long byteLength))
        {
            throw new ArgumentException(
                $"Shape [{string.Join(", ", shape.ToArray())}] of {dtype} has a negative size, too many values, or no whole number of bytes.", nameof(shape));
        }

        Name = name;
        Dtype = dtype;
        _shape = shape.ToArray();
        ByteLength = byteLength;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The type as the format spells it.</summary>
    public string Dtype { get; }

    /// <summary>The shape, row-major.</summary>
    public IReadOnlyList<long> Shape => _shape;

    /// <summary>Number of bytes of the data.</summary>
    public long ByteLength { get; }

    /// <inheritdoc />
    public override string ToString() => $"{Name} {Dtype} [{string.Join(", ", _shape)}]";

    internal static bool TryGetByteLength(int bits, ReadOnlySpan<long> shape, out long byteLength)
    {
        byteLength = 0;
        long values = 1;
        foreach (long size in shape)
        {
            if (size < 0)
            {
                return false;
            }

            if (Math.BigMul(values, size, out values) != 0 || values < 0)
            {
                return false;
            }
        }

        Int128 totalBits = (Int128)values * bits;
        if (totalBits % 8 != 0 || totalBits / 8 > long.MaxValue)
        {
            return false;
        }

        byteLength = (long)(totalBits / 8);
        return true;
    }
}
