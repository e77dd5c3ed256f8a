using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// sum = a * sum + b * term, element by element, in the widest vectors of the machine; the rest one by one with the same operations, so that
/// a result does not depend on its place.
/// </summary>
internal static class WeightedSum
{
    internal static void Invoke(Span<float> sum, float a, ReadOnlySpan<float> term, float b)
    {
        if (term.Length != sum.Length)
        {
            throw new ArgumentException($"There are {sum.Length} sums and {term.Length} terms.", nameof(term));
        }

        ref float s = ref MemoryMarshal.GetReference(sum);
        ref readonly float t = ref MemoryMarshal.GetReference(term);
        nint done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Vectors<Simd512, Vector512<float>>(ref s, a, in t, b, done, sum.Length);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            done = Vectors<Simd256, Vector256<float>>(ref s, a, in t, b, done, sum.Length);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            done = Vectors<Simd128, Vector128<float>>(ref s, a, in t, b, done, sum.Length);
        }

        Vectors<SimdScalar, float>(ref s, a, in t, b, done, sum.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Vectors<S, T>(ref float sum, float a, ref readonly float term, float b, nint start, nint end)
        where S : struct, ISimd<T>
        where T : struct
    {
        nint i = start;
        for (; i <= end - S.Count; i += S.Count)
        {
            S.Store(S.MultiplyAdd(b, S.Load(in term, i), S.Multiply(S.Create(a), S.Load(in sum, i))), ref sum, i);
        }

        return i;
    }
}
