using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

/// <summary>What a map makes of an element and a number common to the row.</summary>
internal interface IMap
{
    static abstract T Invoke<S, T>(T x, float common)
        where S : struct, ISimd<T>
        where T : struct;
}

/// <summary>Maps a row in memory, by the widest vectors that fit what is left. In-place is allowed.</summary>
internal static class RowMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Invoke<TMap>(ref readonly float source, ref float destination, nint count, float common)
        where TMap : struct, IMap
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            i = Vectors<TMap, Simd512, Vector512<float>>(in source, ref destination, i, count, common);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            i = Vectors<TMap, Simd256, Vector256<float>>(in source, ref destination, i, count, common);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            i = Vectors<TMap, Simd128, Vector128<float>>(in source, ref destination, i, count, common);
        }

        Vectors<TMap, SimdScalar, float>(in source, ref destination, i, count, common);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Vectors<TMap, S, T>(ref readonly float source, ref float destination, nint i, nint count, float common)
        where TMap : struct, IMap
        where S : struct, ISimd<T>
        where T : struct
    {
        for (; count - i >= S.Count; i += S.Count)
        {
            S.Store(TMap.Invoke<S, T>(S.Load(in source, i), common), ref destination, i);
        }

        return i;
    }
}
