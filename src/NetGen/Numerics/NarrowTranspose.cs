using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Numerics;

/// <summary>Transposes of two to four lines, the others side by side in memory. Each is a method that the JIT compiles where it is called.</summary>
internal static class NarrowTranspose
{
    /// <summary>
    /// Two columns side by side in memory: apart, 16, 8 or 4 rows at a time, as wide as what reads them: a wide load of what narrow stores wrote
    /// would wait for them. Returns the rows done: where they are more than asked for, those behind the rows are zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static nint Separate(ref readonly float source, ref float destination, nint destinationStride, nint rows)
    {
        nint r = 0;
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            Vector512<int> even = Vector512.CreateSequence(0, 2);
            Vector512<int> odd = Vector512.CreateSequence(1, 2);
            for (; rows - r >= 16; r += 16)
            {
                Vector512<float> low = Vector512.LoadUnsafe(in source, (nuint)(2 * r));
                Vector512<float> high = Vector512.LoadUnsafe(in source, (nuint)((2 * r) + 16));
                Avx512F.PermuteVar16x32x2(low, even, high).StoreUnsafe(ref destination, (nuint)r);
                Avx512F.PermuteVar16x32x2(low, odd, high).StoreUnsafe(ref destination, (nuint)(destinationStride + r));
            }

            if (r < rows)
            {
                Vector512<float> low = PartialVector.Load512(in source, 2 * r, 2 * (rows - r));
                Vector512<float> high = PartialVector.Load512(in source, (2 * r) + 16, (2 * (rows - r)) - 16);
                Avx512F.PermuteVar16x32x2(low, even, high).StoreUnsafe(ref destination, (nuint)r);
                Avx512F.PermuteVar16x32x2(low, odd, high).StoreUnsafe(ref destination, (nuint)(destinationStride + r));
                r += 16;
            }

            return r;
        }

        if (Avx2.IsSupported)
        {
            for (; rows - r >= 8; r += 8)
            {
                Vector256<float> low = Vector256.LoadUnsafe(in source, (nuint)(2 * r));
                Vector256<float> high = Vector256.LoadUnsafe(in source, (nuint)((2 * r) + 8));
                Quarters(Avx.Shuffle(low, high, 0x88)).StoreUnsafe(ref destination, (nuint)r);
                Quarters(Avx.Shuffle(low, high, 0xDD)).StoreUnsafe(ref destination, (nuint)(destinationStride + r));
            }

            if (r < rows)
            {
                Vector256<float> low = PartialVector.Load256(in source, 2 * r, 2 * (rows - r));
                Vector256<float> high = PartialVector.Load256(in source, (2 * r) + 8, (2 * (rows - r)) - 8);
                Quarters(Avx.Shuffle(low, high, 0x88)).StoreUnsafe(ref destination, (nuint)r);
                Quarters(Avx.Shuffle(low, high, 0xDD)).StoreUnsafe(ref destination, (nuint)(destinationStride + r));
                r += 8;
            }

            return r;
        }

        if (Sse.IsSupported || AdvSimd.Arm64.IsSupported)
        {
            for (; rows - r >= 4; r += 4)
            {
                Vector128<float> low = Vector128.LoadUnsafe(in source, (nuint)(2 * r));
                Vector128<float> high = Vector128.LoadUnsafe(in source, (nuint)((2 * r) + 4));
                (Sse.IsSupported ? Sse.Shuffle(low, high, 0x88) : AdvSimd.Arm64.UnzipEven(low, high)).StoreUnsafe(ref destination, (nuint)r);
                (Sse.IsSupported ? Sse.Shuffle(low, high, 0xDD) : AdvSimd.Arm64.UnzipOdd(low, high)).StoreUnsafe(ref destination, (nuint)(destinationStride + r));
            }
        }

        return r;
    }

    /// <summary>Three columns side by side in memory: apart, 16 rows at a time, by six shuffles. Returns the rows done, as <see cref="Separate"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static nint SeparateThree(ref readonly float source, ref float destination, nint destinationStride, nint rows)
    {
        nint r = 0;
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            for (; rows - r >= 16; r += 16)
            {
                ref float row = ref Unsafe.Add(ref Unsafe.AsRef(in source), 3 * r);
                Thirds(Vector512.LoadUnsafe(ref row), Vector512.LoadUnsafe(ref row, 16), Vector512.LoadUnsafe(ref row, 32), ref destination, destinationStride, r);
            }

            if (r < rows)
            {
                nint count = 3 * (rows - r);
                Vector512<float> a = PartialVector.Load512(in source, 3 * r, count);
                Vector512<float> b = PartialVector.Load512(in source, (3 * r) + 16, count - 16);
                Vector512<float> c = PartialVector.Load512(in source, (3 * r) + 32, count - 32);
                Thirds(a, b, c, ref destination, destinationStride, r);
                r += 16;
            }
        }

        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Thirds(Vector512<float> a, Vector512<float> b, Vector512<float> c, ref float destination, nint destinationStride, nint r)
    {
        EveryThird(a, b, c, 0).StoreUnsafe(ref destination, (nuint)r);
        EveryThird(a, b, c, 1).StoreUnsafe(ref destination, (nuint)(destinationStride + r));
        EveryThird(a, b, c, 2).StoreUnsafe(ref destination, (nuint)((2 * destinationStride) + r));
    }

    /// <summary>Every third value of three vectors, from the <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> EveryThird(Vector512<float> a, Vector512<float> b, Vector512<float> c, int first)
    {
        // A permutation takes the lowest five bits of an index: what lies in the third vector comes from it next, and what lies before stays.
        Vector512<int> place = (Vector512<int>.Indices * 3) + Vector512.Create(first);
        Vector512<int> kept = Vector512.ConditionalSelect(
            Vector512.LessThan(place, Vector512.Create(32)), Vector512<int>.Indices, place - Vector512.Create(16));
        return Avx512F.PermuteVar16x32x2(Avx512F.PermuteVar16x32x2(a, place, b), kept, c);
    }

    /// <summary>Four columns side by side in memory: apart, 16 rows at a time, by eight shuffles. Returns the rows done, as <see cref="Separate"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static nint SeparateFour(ref readonly float source, ref float destination, nint destinationStride, nint rows)
    {
        nint r = 0;
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            for (; rows - r >= 16; r += 16)
            {
                ref float row = ref Unsafe.Add(ref Unsafe.AsRef(in source), 4 * r);
                Vector512<float> a = Vector512.LoadUnsafe(ref row);
                Vector512<float> b = Vector512.LoadUnsafe(ref row, 16);
                Vector512<float> c = Vector512.LoadUnsafe(ref row, 32);
                Vector512<float> d = Vector512.LoadUnsafe(ref row, 48);
                Fourths(a, b, c, d, ref destination, destinationStride, r);
            }

            if (r < rows)
            {
                nint count = 4 * (rows - r);
                Vector512<float> a = PartialVector.Load512(in source, 4 * r, count);
                Vector512<float> b = PartialVector.Load512(in source, (4 * r) + 16, count - 16);
                Vector512<float> c = PartialVector.Load512(in source, (4 * r) + 32, count - 32);
                Vector512<float> d = PartialVector.Load512(in source, (4 * r) + 48, count - 48);
                Fourths(a, b, c, d, ref destination, destinationStride, r);
                r += 16;
            }
        }

        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fourths(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, ref float destination, nint destinationStride, nint r)
    {
        // Every fourth value of two vectors, and then of the neighbours.
        Vector512<int> first = Vector512.Create(0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
        Vector512<int> second = first + Vector512.Create(2);
        ref float third = ref Unsafe.Add(ref destination, 2 * destinationStride);
        Halves(Avx512F.PermuteVar16x32x2(a, first, b), Avx512F.PermuteVar16x32x2(c, first, d), ref destination, destinationStride, r);
        Halves(Avx512F.PermuteVar16x32x2(a, second, b), Avx512F.PermuteVar16x32x2(c, second, d), ref third, destinationStride, r);
    }

    /// <summary>The lower halves to one line, the upper halves to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halves(Vector512<float> low, Vector512<float> high, ref float destination, nint destinationStride, nint r)
    {
        Avx512F.Shuffle4x128(low, high, 0x44).StoreUnsafe(ref destination, (nuint)r);
        Avx512F.Shuffle4x128(low, high, 0xEE).StoreUnsafe(ref destination, (nuint)(destinationStride + r));
    }

    /// <summary>The two middle quarters change places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Quarters(Vector256<float> v) => Avx2.Permute4x64(v.AsDouble(), 0xD8).AsSingle();

    /// <summary>Two or three rows become columns side by side in memory, 4 at a time. Returns the columns done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static nint Interleave(ref readonly float source, nint sourceStride, ref float destination, nint rows, nint columns)
    {
        if (!Panel128.IsSupported || rows < 2)
        {
            return 0;
        }

        ref float second = ref Unsafe.Add(ref Unsafe.AsRef(in source), sourceStride);
        nint c = 0;
        if (rows == 2)
        {
            for (; columns - c >= 4; c += 4)
            {
                Vector128<float> x = Vector128.LoadUnsafe(in source, (nuint)c);
                Vector128<float> y = Vector128.LoadUnsafe(in second, (nuint)c);
                Panel128.Store(Panel128.ZipLow(x, y), ref Unsafe.Add(ref destination, 2 * c));
                Panel128.Store(Panel128.ZipHigh(x, y), ref Unsafe.Add(ref destination, (2 * c) + 4));
            }

            return c;
        }

        // A fourth value is written behind each three, and overwritten by the next ones: there must be more.
        ref float third = ref Unsafe.Add(ref second, sourceStride);
        for (; columns - c > 4; c += 4)
        {
            Vector128<float> y = Vector128.LoadUnsafe(in second, (nuint)c);
            Vector128<float> z = Vector128.LoadUnsafe(in third, (nuint)c);
            Vector128<float> x = Vector128.LoadUnsafe(in source, (nuint)c);
            ref float to = ref Unsafe.Add(ref destination, 3 * c);
            Vector128<float> even = Panel128.ZipLow(x, z);
            Vector128<float> odd = Panel128.ZipLow(y, z);
            Panel128.Store(Panel128.ZipLow(even, odd), ref to);
            Panel128.Store(Panel128.ZipHigh(even, odd), ref Unsafe.Add(ref to, 3));
            even = Panel128.ZipHigh(x, z);
            odd = Panel128.ZipHigh(y, z);
            Panel128.Store(Panel128.ZipLow(even, odd), ref Unsafe.Add(ref to, 6));
            Panel128.Store(Panel128.ZipHigh(even, odd), ref Unsafe.Add(ref to, 9));
        }

        return c;
    }
}
