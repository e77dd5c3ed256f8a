using System;
using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// Normalizes one row in memory: (x_k - m) / sqrt(v + epsilon), m the mean and v the biased variance of the row, mean_k (x_k - m)^2. The sums run in
/// the order of <see cref="Sum"/>, so the bits do not depend on the vector width. A NaN or infinity in the row makes every output NaN.
/// </summary>
public static class RowNormalization
{
    /// <summary>
    /// Writes <paramref name="count"/> values, at least one, to <paramref name="outputs"/>, which must not overlap them. Nothing behind them is touched.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Invoke(ref readonly float values, ref float outputs, nint count, float epsilon)
    {
        float mean = RowFold.Invoke<Sum.Addition>(in values, count) / count;
        RowMap.Invoke<SquaredDifference>(in values, ref outputs, count, mean);
        float variance = RowFold.Invoke<Sum.Addition>(in outputs, count) / count;
        RowMap.Invoke<Difference>(in values, ref outputs, count, mean);
        RowMap.Invoke<Product>(in outputs, ref outputs, count, 1f / MathF.Sqrt(variance + epsilon));
    }
}
