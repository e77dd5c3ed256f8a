using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Numerics;

/// <summary>
/// Folds the 16 lanes of each of several sums to one value: lane j takes in lane j + 8, then lane j + 4, then (0 + 2) + (1 + 3). The order is the same
/// at every vector width.
/// </summary>
public static class LaneSums
{
    private const int Lanes = 16;

    /// <summary>
    /// Takes the lanes <paramref name="lane"/> and following of up to eight sums. Behind the last lanes, sums[k] = the fold of the 16 lanes of sum k.
    /// </summary>
    /// <param name="sums">Written: 8 values, and room for 128, which hold the lanes where registers are narrower than 16.</param>
    /// <param name="lane">The first lane of the registers: 0, S.Count and so on, in this order.</param>
    /// <param name="s0">Lanes of the first sum.</param>
    /// <param name="s1">Of sum 1; a sum that is not there is 0.</param>
    /// <param name="s2">Of sum 2; a sum that is not there is 0.</param>
    /// <param name="s3">Of sum 3; a sum that is not there is 0.</param>
    /// <param name="s4">Of sum 4; a sum that is not there is 0.</param>
    /// <param name="s5">Of sum 5; a sum that is not there is 0.</param>
    /// <param name="s6">Of sum 6; a sum that is not there is 0.</param>
    /// <param name="s7">Of sum 7; a sum that is not there is 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Fold<S, T>(
        ref float sums, nint lane, T s0, T s1 = default, T s2 = default, T s3 = default, T s4 = default, T s5 = default, T s6 = default, T s7 = default)
        where S : struct, ISimd<T>
        where T : struct
    {
        if (typeof(T) == typeof(Vector512<float>) && Avx512F.IsSupported)
        {
            // Both halves of the register hold the eight values.
            Vector512<float> a = Pairs(Quarters(Halves(V(s0), V(s4))), Quarters(Halves(V(s1), V(s5))));
            Vector512<float> b = Pairs(Quarters(Halves(V(s2), V(s6))), Quarters(Halves(V(s3), V(s7))));
            (Avx512F.Shuffle(a, b, 0x88) + Avx512F.Shuffle(a, b, 0xDD)).StoreUnsafe(ref sums);
            return;
        }

        StoreEight<S, T>(ref sums, lane, s0, s1, s2, s3, s4, s5, s6, s7);
        if (lane + S.Count == Lanes)
        {
            FoldInPlace(ref sums, 8);
        }
    }

    /// <summary>
    /// Takes the lanes <paramref name="lane"/> and following of up to sixteen sums. Behind the last lanes, sums[k] = the fold of the 16 lanes of sum k.
    /// </summary>
    /// <param name="sums">Written: 16 values, and room for 256, which hold the lanes where registers are narrower than 16.</param>
    /// <param name="lane">The first lane of the registers: 0, S.Count and so on, in this order.</param>
    /// <param name="s0">Lanes of the first sum.</param>
    /// <param name="s1">Of sum 1.</param>
    /// <param name="s2">Of sum 2.</param>
    /// <param name="s3">Of sum 3.</param>
    /// <param name="s4">Of sum 4.</param>
    /// <param name="s5">Of sum 5.</param>
    /// <param name="s6">Of sum 6.</param>
    /// <param name="s7">Of sum 7.</param>
    /// <param name="s8">Of sum 8.</param>
    /// <param name="s9">Of sum 9; a sum that is not there is 0.</param>
    /// <param name="s10">Of sum 10; a sum that is not there is 0.</param>
    /// <param name="s11">Of sum 11; a sum that is not there is 0.</param>
    /// <param name="s12">Of sum 12; a sum that is not there is 0.</param>
    /// <param name="s13">Of sum 13; a sum that is not there is 0.</param>
    /// <param name="s14">Of sum 14; a sum that is not there is 0.</param>
    /// <param name="s15">Of sum 15; a sum that is not there is 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Fold<S, T>(
        ref float sums, nint lane, T s0, T s1, T s2, T s3, T s4, T s5, T s6, T s7, T s8,
        T s9 = default, T s10 = default, T s11 = default, T s12 = default, T s13 = default, T s14 = default, T s15 = default)
        where S : struct, ISimd<T>
        where T : struct
    {
        if (typeof(T) == typeof(Vector512<float>) && Avx512F.IsSupported)
        {
            Vector512<float> a = Pairs(Quarters(Halves(V(s0), V(s4)), Halves(V(s8), V(s12))), Quarters(Halves(V(s1), V(s5)), Halves(V(s9), V(s13))));
            Vector512<float> b = Pairs(Quarters(Halves(V(s2), V(s6)), Halves(V(s10), V(s14))), Quarters(Halves(V(s3), V(s7)), Halves(V(s11), V(s15))));
            (Avx512F.Shuffle(a, b, 0x88) + Avx512F.Shuffle(a, b, 0xDD)).StoreUnsafe(ref sums);
            return;
        }

        StoreEight<S, T>(ref sums, lane, s0, s1, s2, s3, s4, s5, s6, s7);
        StoreEight<S, T>(ref Unsafe.Add(ref sums, 8 * Lanes), lane, s8, s9, s10, s11, s12, s13, s14, s15);
        if (lane + S.Count == Lanes)
        {
            FoldInPlace(ref sums, Lanes);
        }
    }

    /// <summary>Writes some lanes of eight sums to their places, sixteen for each sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreEight<S, T>(ref float sums, nint lane, T s0, T s1, T s2, T s3, T s4, T s5, T s6, T s7)
        where S : struct, ISimd<T>
        where T : struct
    {
        S.Store(s0, ref sums, lane);
        S.Store(s1, ref sums, 16 + lane);
        S.Store(s2, ref sums, 32 + lane);
        S.Store(s3, ref sums, 48 + lane);
        S.Store(s4, ref sums, 64 + lane);
        S.Store(s5, ref sums, 80 + lane);
        S.Store(s6, ref sums, 96 + lane);
        S.Store(s7, ref sums, 112 + lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldInPlace(ref float sums, nint count)
    {
        nint k = 0;
        if (Avx.IsSupported)
        {
            for (; k < count; k += 8)
            {
                ref float p = ref Unsafe.Add(ref sums, k * Lanes);
                Vector256<float> a = Pairs(Quarters(ref p, 0, 4), Quarters(ref p, 1, 5));
                Vector256<float> b = Pairs(Quarters(ref p, 2, 6), Quarters(ref p, 3, 7));
                (Avx.Shuffle(a, b, 0x88) + Avx.Shuffle(a, b, 0xDD)).StoreUnsafe(ref sums, (nuint)k);
            }
        }
        else if (Sse.IsSupported || AdvSimd.Arm64.IsSupported)
        {
            for (; k < count; k += 4)
            {
                ref float p = ref Unsafe.Add(ref sums, k * Lanes);
                Vector128<float> a = Pairs(Quarter(ref p), Quarter(ref Unsafe.Add(ref p, Lanes)));
                Vector128<float> b = Pairs(Quarter(ref Unsafe.Add(ref p, 2 * Lanes)), Quarter(ref Unsafe.Add(ref p, 3 * Lanes)));
                Vector128<float> folded = Sse.IsSupported
                    ? Sse.Shuffle(a, b, 0x88) + Sse.Shuffle(a, b, 0xDD)
                    : AdvSimd.Arm64.UnzipEven(a, b) + AdvSimd.Arm64.UnzipOdd(a, b);
                folded.StoreUnsafe(ref sums, (nuint)k);
            }
        }

        for (; k < count; k++)
        {
            Unsafe.Add(ref sums, k) = FoldScalar(in Unsafe.Add(ref sums, k * Lanes));
        }
    }

    /// <summary>The four lanes that are left of two sums, a half each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Quarters(ref readonly float p, nint first, nint second)
    {
        Vector256<float> a = Half(in p, first * Lanes);
        Vector256<float> b = Half(in p, second * Lanes);
        return Avx.Permute2x128(a, b, 0x20) + Avx.Permute2x128(a, b, 0x31);
    }

    /// <summary>The eight lanes that are left of one sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Half(ref readonly float p, nint offset) =>
        Vector256.LoadUnsafe(in p, (nuint)offset) + Vector256.LoadUnsafe(in p, (nuint)offset + 8);

    /// <summary>(0 + 2) and (1 + 3) of each half of a, then of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pairs(Vector256<float> a, Vector256<float> b) =>
        Avx.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle() + Avx.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle();

    /// <summary>The four lanes that are left of one sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Quarter(ref readonly float p) =>
        Vector128.LoadUnsafe(in p) + Vector128.LoadUnsafe(in p, 8) + (Vector128.LoadUnsafe(in p, 4) + Vector128.LoadUnsafe(in p, 12));

    /// <summary>(0 + 2) and (1 + 3) of a, then of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Pairs(Vector128<float> a, Vector128<float> b) => Sse.IsSupported
        ? Sse.Shuffle(a, b, 0x44) + Sse.Shuffle(a, b, 0xEE)
        : (AdvSimd.Arm64.ZipLow(a.AsDouble(), b.AsDouble()).AsSingle() + AdvSimd.Arm64.ZipHigh(a.AsDouble(), b.AsDouble()).AsSingle());

    /// <summary>The register as what it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> V<T>(T register)
        where T : struct => Unsafe.BitCast<T, Vector512<float>>(register);

    /// <summary>(0 + 2) and (1 + 3) of each quarter of a, then of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pairs(Vector512<float> a, Vector512<float> b) =>
        Avx512F.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle() + Avx512F.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle();

    /// <summary>The four lanes that are left of two sums, a quarter each and again; the register holds eight lanes of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quarters(Vector512<float> halves) => Quarters(halves, halves);

    /// <summary>The four lanes that are left of four sums, a quarter each; the registers hold eight lanes of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quarters(Vector512<float> a, Vector512<float> b) =>
        Avx512F.Shuffle4x128(a, b, 0x88) + Avx512F.Shuffle4x128(a, b, 0xDD);

    /// <summary>The eight lanes that are left of two sums, a half each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Halves(Vector512<float> first, Vector512<float> second) =>
        Avx512F.Shuffle4x128(first, second, 0x44) + Avx512F.Shuffle4x128(first, second, 0xEE);

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
