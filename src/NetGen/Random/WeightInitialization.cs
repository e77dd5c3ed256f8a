using System;

namespace NetGen;

/// <summary>Draws the first weights of a layer; the formulas stand at <see cref="Initializer"/>.</summary>
public static class WeightInitialization
{
    private const double SmallDeviation = 0.01;

    /// <summary>
    /// Fills a tensor in the order given, one draw a value (none for <see cref="Initializer.Zeros"/>). Values are computed in double and rounded once.
    /// </summary>
    /// <param name="weights">The tensor, row-major in its canonical shape, written.</param>
    /// <param name="initializer">The distribution; not <see cref="Initializer.Auto"/>, which only a declaration can resolve.</param>
    /// <param name="fanIn">Number of inputs of the layer, at least 1.</param>
    /// <param name="fanOut">Number of units of the layer, at least 1.</param>
    /// <param name="random">The generator, moved on.</param>
    /// <exception cref="ArgumentException"><paramref name="initializer"/> is Auto.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A fan is below 1, or <paramref name="initializer"/> is undefined.</exception>
    public static void Fill(Span<float> weights, Initializer initializer, int fanIn, int fanOut, ref Xoshiro256 random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fanIn, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanOut, 1);
        double fanSum = (double)fanIn + fanOut;
        switch (initializer)
        {
            case Initializer.Zeros:
                weights.Clear();
                break;
            case Initializer.SmallNormal:
                FillNormal(weights, SmallDeviation, ref random);
                break;
            case Initializer.XavierUniform:
                FillUniform(weights, Math.Sqrt(6.0 / fanSum), ref random);
                break;
            case Initializer.XavierNormal:
                FillNormal(weights, Math.Sqrt(2.0 / fanSum), ref random);
                break;
            case Initializer.HeUniform:
                FillUniform(weights, Math.Sqrt(6.0 / fanIn), ref random);
                break;
            case Initializer.HeNormal:
                FillNormal(weights, Math.Sqrt(2.0 / fanIn), ref random);
                break;
            case Initializer.LeCunNormal:
                FillNormal(weights, Math.Sqrt(1.0 / fanIn), ref random);
                break;
            case Initializer.Auto:
                throw new ArgumentException("Auto depends on the activation and must be resolved to another initializer first.", nameof(initializer));
            default:
                throw new ArgumentOutOfRangeException(nameof(initializer), initializer, "Not an initializer.");
        }
    }

    private static void FillNormal(Span<float> weights, double deviation, ref Xoshiro256 random)
    {
        foreach (ref float weight in weights)
        {
            weight = (float)(random.NextNormal() * deviation);
        }
    }

    private static void FillUniform(Span<float> weights, double bound, ref Xoshiro256 random)
    {
        foreach (ref float weight in weights)
        {
            weight = (float)(((2.0 * random.NextDouble()) - 1.0) * bound);
        }
    }
}
