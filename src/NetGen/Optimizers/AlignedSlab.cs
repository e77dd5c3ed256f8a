using System;
using NetGen.CompilerServices;

namespace NetGen;

/// <summary>Zeroed memory that begins at a multiple of 64 bytes, so that no vector of it crosses a cache line.</summary>
internal sealed class AlignedSlab
{
    private readonly float[] _memory;
    private readonly int _start;

    public AlignedSlab(int length)
    {
        Length = length;
        _memory = ParameterMemory.Allocate(length, out _start);
    }

    public int Length { get; }

    public Span<float> Span => _memory.AsSpan(_start, Length);

    /// <summary>The first value, or where it would be.</summary>
    public ref float Start => ref _memory[_start];
}
