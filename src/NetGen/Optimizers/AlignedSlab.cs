using System;
using NetGen.CompilerServices;

namespace NetGen;

/// <summary>Zeroed memory that begins at a multiple of 64 bytes, so that no vector of it crosses a cache line.</summary>
internal sealed class AlignedSlab
{
    private readonly float[] _memory;
    private readonly int _start;
    private readonly int _length;

    public AlignedSlab(int length)
    {
        _length = length;
        _memory = ParameterMemory.Allocate(length, out _start);
    }

    public Span<float> Span => _memory.AsSpan(_start, _length);
}
