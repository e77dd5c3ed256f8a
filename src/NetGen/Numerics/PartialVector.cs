using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Numerics;

/// <summary>
/// Vectors of which memory holds only the first values: what lies behind them is not read. A count below 0 means none, one above the length of the vector
/// means all.
/// </summary>
internal static unsafe class PartialVector
{
    /// <summary>The values from <paramref name="offset"/> on, zeros behind <paramref name="count"/> of them. Needs AVX-512.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load512(ref readonly float source, nint offset, nint count)
    {
        fixed (float* start = &source)
        {
            return Avx512F.MaskLoad(start + offset, First512(count).AsSingle(), Vector512<float>.Zero);
        }
    }

    /// <summary>The values from <paramref name="offset"/> on, zeros behind <paramref name="count"/> of them. Needs AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load256(ref readonly float source, nint offset, nint count)
    {
        fixed (float* start = &source)
        {
            return Avx.MaskLoad(start + offset, First256(count).AsSingle());
        }
    }

    /// <summary>The indices from <paramref name="offset"/> on, -1 behind <paramref name="count"/> of them. Needs AVX-512.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadIndices512(ref readonly int source, nint offset, nint count)
    {
        fixed (int* start = &source)
        {
            return Avx512F.MaskLoad(start + offset, First512(count), Vector512<int>.AllBitsSet);
        }
    }

    /// <summary>The indices from <paramref name="offset"/> on, -1 behind <paramref name="count"/> of them. Needs AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadIndices256(ref readonly int source, nint offset, nint count)
    {
        fixed (int* start = &source)
        {
            return Avx2.MaskLoad(start + offset, First256(count)) | ~First256(count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> First512(nint count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> First256(nint count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count));
}
