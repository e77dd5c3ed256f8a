using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// Limits gradients, between <c>Backward</c> and <c>Update</c>. It works on the whole slab of a network, whose padding is zero and stays so. <see cref="TrainingOptions"/> has both
/// kinds; in a loop of your own: <c>GradientClipping.ByNorm(gradients, 1f);</c>
/// </summary>
/// <remarks>Vectorized, without allocation, and equal, bit for bit, at every vector width. What is not finite stays visible: NaN stays NaN and infinity stays infinite.</remarks>
public static class GradientClipping
{
    private const int Block = 1024;

    // Between these, no square that matters overflowed or became denormal.
    private const double SmallestSafe = 1e-24;
    private const double LargestSafe = 1e38;

    /// <summary>The global L2 norm: <c>sqrt(sum of g^2)</c> over all gradients.</summary>
    /// <param name="gradients">A gradient slab.</param>
    /// <returns>The norm, NaN or infinity if a gradient is NaN or infinite. Double, since the norm of finite floats can be beyond float.</returns>
    public static double Norm(ReadOnlySpan<float> gradients)
    {
        // Blocks of floats, summed in double: error and order depend neither on the size nor on the vector width.
        double sum = 0;
        Span<float> squares = stackalloc float[Block];
        for (int start = 0; start < gradients.Length; start += Block)
        {
            int count = Math.Min(Block, gradients.Length - start);
            RowMap.Invoke<SquaredDifference>(in gradients[start], ref MemoryMarshal.GetReference(squares), count, 0f);
            sum += Sum.Invoke(in MemoryMarshal.GetReference(squares), count);
        }

        return Math.Sqrt(sum is > SmallestSafe and < LargestSafe ? sum : SumInDouble(gradients));
    }

    /// <summary>Clips by global norm (Pascanu et al., 2013): if the norm n of all gradients is above the limit, <c>g = g * (limit / n)</c>.</summary>
    /// <param name="gradients">A gradient slab, changed in place.</param>
    /// <param name="limit">The largest norm, finite and above 0.</param>
    /// <returns>The norm before. If it is NaN or infinite, the gradients stay as they are.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of range.</exception>
    public static double ByNorm(Span<float> gradients, float limit)
    {
        FloatRange.Positive.Check(limit, nameof(limit));
        double norm = Norm(gradients);
        if (norm > limit && double.IsFinite(norm))
        {
            ref float g = ref MemoryMarshal.GetReference(gradients);
            RowMap.Invoke<Product>(in g, ref g, gradients.Length, (float)(limit / norm));
        }

        return norm;
    }

    /// <summary>Clips each gradient by value: <c>g = min(max(g, -limit), limit)</c>; NaN and infinity stay.</summary>
    /// <param name="gradients">A gradient slab, changed in place.</param>
    /// <param name="limit">The largest magnitude, finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of range.</exception>
    public static void ByValue(Span<float> gradients, float limit)
    {
        FloatRange.Positive.Check(limit, nameof(limit));
        ref float g = ref MemoryMarshal.GetReference(gradients);
        RowMap.Invoke<Clip>(in g, ref g, gradients.Length, limit);
    }

    private static double SumInDouble(ReadOnlySpan<float> gradients)
    {
        double sum = 0;
        foreach (float gradient in gradients)
        {
            sum += (double)gradient * gradient;
        }

        return sum;
    }

    private readonly struct Clip : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x, float common)
            where S : struct, ISimd<T>
            where T : struct
        {
            T clipped = S.Min(common, S.Max(-common, x));
            return S.SelectLess(S.Abs(x), S.Create(float.PositiveInfinity), clipped, x);
        }
    }
}
