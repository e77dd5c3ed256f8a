using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Numerics;

/// <summary>
/// Folds groups of 16 partial sums to one value each: lane j takes in lane j + 8, then lane j + 4, then (0 + 2) + (1 + 3). The order is the same
/// at every vector width.
/// </summary>
public static class LaneSums
{
    private const int Lanes = 16;

    /// <summary>sums[k] = the fold of partials[16 k] to partials[16 k + 15].</summary>
    /// <param name="partials">16 values for each sum.</param>
    /// <param name="sums">Written, in whole groups of 16: room for <paramref name="count"/> rounded up to 16 values. May be the start of the partials.</param>
    /// <param name="count">Number of sums. With AVX-512, partials are read in whole groups of 16 sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Invoke(ref readonly float partials, ref float sums, nint count)
    {
        nint k = 0;
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            for (; k < count; k += Lanes)
            {
                Fold(in Unsafe.Add(ref Unsafe.AsRef(in partials), k * Lanes)).StoreUnsafe(ref sums, (nuint)k);
            }
        }
        else
        {
            for (; k < count; k++)
            {
                Unsafe.Add(ref sums, k) = Vector128.IsHardwareAccelerated
                    ? FoldOne(in Unsafe.Add(ref Unsafe.AsRef(in partials), k * Lanes))
                    : FoldScalar(in Unsafe.Add(ref Unsafe.AsRef(in partials), k * Lanes));
            }
        }
    }

    /// <summary>16 sums at once: each step adds two halves, and packs the results of two vectors into one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fold(ref readonly float p)
    {
        Vector512<float> a = Pairs(Quarters(in p, 0), Quarters(in p, 1));
        Vector512<float> b = Pairs(Quarters(in p, 2), Quarters(in p, 3));
        return Avx512F.Shuffle(a, b, 0x88) + Avx512F.Shuffle(a, b, 0xDD);
    }

    /// <summary>(0 + 2) and (1 + 3) of each quarter of a, then of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pairs(Vector512<float> a, Vector512<float> b) =>
        Avx512F.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle() + Avx512F.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle();

    /// <summary>The four lanes that are left of the sums k, k + 4, k + 8 and k + 12, a quarter each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quarters(ref readonly float p, int k)
    {
        Vector512<float> a = Halves(in p, k, k + 4);
        Vector512<float> b = Halves(in p, k + 8, k + 12);
        return Avx512F.Shuffle4x128(a, b, 0x88) + Avx512F.Shuffle4x128(a, b, 0xDD);
    }

    /// <summary>The eight lanes that are left of two sums, a half each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Halves(ref readonly float p, int first, int second)
    {
        Vector512<float> a = Vector512.LoadUnsafe(in p, (nuint)(first * Lanes));
        Vector512<float> b = Vector512.LoadUnsafe(in p, (nuint)(second * Lanes));
        return Avx512F.Shuffle4x128(a, b, 0x44) + Avx512F.Shuffle4x128(a, b, 0xEE);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float FoldOne(ref readonly float p)
    {
        Vector128<float> v = Vector128.LoadUnsafe(in p) + Vector128.LoadUnsafe(in p, 8) + (Vector128.LoadUnsafe(in p, 4) + Vector128.LoadUnsafe(in p, 12));
        v += Vector128.Shuffle(v, Vector128.Create(2, 3, 0, 1));
        return v.GetElement(0) + v.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float FoldScalar(ref readonly float p) =>
        Strided(in p, 0) + Strided(in p, 2) + (Strided(in p, 1) + Strided(in p, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Strided(ref readonly float p, nint k)
    {
        ref float v = ref Unsafe.Add(ref Unsafe.AsRef(in p), k);
        return v + Unsafe.Add(ref v, 8) + (Unsafe.Add(ref v, 4) + Unsafe.Add(ref v, 12));
    }
}
