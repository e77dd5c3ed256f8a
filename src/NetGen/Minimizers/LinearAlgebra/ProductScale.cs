using System;

namespace NetGen;

/// <summary>
/// Narrows a vector for a product in float32: times a power of two, so that nothing is rounded more than once and neither short nor long vectors leave
/// the range of a float32.
/// </summary>
internal static class ProductScale
{
    /// <summary>Writes vector * 2^-exponent, with a largest magnitude in [1, 2).</summary>
    /// <returns>The exponent.</returns>
    internal static int Narrow(ReadOnlySpan<double> vector, Span<float> destination)
    {
        double largest = 0;
        foreach (double value in vector)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        int exponent = largest > 0 && double.IsFinite(largest) ? Math.ILogB(largest) : 0;
        double factor = Math.ScaleB(1, -exponent);
        for (int i = 0; i < vector.Length; i++)
        {
            destination[i] = (float)(vector[i] * factor);
        }

        return exponent;
    }
}
