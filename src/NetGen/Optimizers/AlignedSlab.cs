using System;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Zeroed memory that begins at a multiple of 64 bytes, so that no vector of it crosses a cache line.</summary>
internal sealed class AlignedSlab
{
    private const int Alignment = 64;

    private readonly float[] _memory;
    private readonly int _start;
    private readonly int _length;

    public AlignedSlab(int length)
    {
        _length = length;
        _memory = GC.AllocateArray<float>(length + (Alignment / sizeof(float)), pinned: true);
        _start = Skip(_memory);
    }

    public Span<float> Span => _memory.AsSpan(_start, _length);

    private static unsafe int Skip(float[] pinned)
    {
        nuint address = (nuint)Unsafe.AsPointer(ref pinned[0]);
        return (int)((0 - address) % Alignment) / sizeof(float);
    }
}
