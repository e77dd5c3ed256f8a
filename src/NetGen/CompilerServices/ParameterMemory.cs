using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.CompilerServices;

/// <summary>Allocates pinned memory whose useful part begins on 64 bytes, a cache line and the widest vector.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterMemory
{
    private const int Alignment = 64;

    /// <summary>Allocates zeroed memory.</summary>
    /// <param name="length">Floats of the useful part.</param>
    /// <param name="start">Index of its first element.</param>
    public static unsafe float[] Allocate(int length, out int start)
    {
        float[] memory = GC.AllocateArray<float>(checked(length + (Alignment / sizeof(float))), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        start = (int)(-address & (Alignment - 1)) / sizeof(float);
        return memory;
    }
}
