using System;

namespace NetGen;

/// <summary>
/// An exponentially weighted average with bias correction: <c>v = beta * v + (1 - beta) * x</c>, v = 0 at the beginning; its value after t numbers is
/// <c>v / (1 - beta^t)</c>, which weighs the numbers so far by 1 : beta : beta^2 ... from the last one back.
/// </summary>
/// <remarks>It remembers about 1 / (1 - beta) numbers. For the parameters of a network there is <see cref="AveragedParameters"/>.</remarks>
public sealed class ExponentialAverage
{
    private DecayPower _power;

    /// <summary>Begins an average.</summary>
    /// <param name="beta">The decay, at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Beta is out of range.</exception>
    public ExponentialAverage(float beta) => Beta = FloatRange.BelowOne.Check(beta, nameof(beta));

    /// <summary>The decay.</summary>
    public float Beta { get; }

    /// <summary>t, the numbers taken in.</summary>
    public long Count { get; private set; }

    /// <summary>v, which leans towards 0 at the beginning.</summary>
    public double Uncorrected { get; private set; }

    /// <summary>The corrected average, <c>v / (1 - beta^t)</c>; NaN before the first number.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>Takes a number in. NaN and infinity stay in the average.</summary>
    /// <returns>The corrected average.</returns>
    public double Add(double value)
    {
        Count++;
        Uncorrected = (Beta * Uncorrected) + ((1.0 - Beta) * value);
        Value = Uncorrected / (1.0 - _power.At(Beta, Count));
        return Value;
    }

    /// <summary>Forgets all numbers.</summary>
    public void Reset()
    {
        Count = 0;
        Uncorrected = 0;
        Value = double.NaN;
    }
}
