using System;

namespace NetGen;

/// <summary>The values that a hyperparameter may have.</summary>
internal sealed record FloatRange(Func<float, bool> Contains, string Text)
{
    public static readonly FloatRange NonNegative = new(static value => float.IsFinite(value) && value >= 0, "finite and at least 0");

    public static readonly FloatRange Positive = new(static value => float.IsFinite(value) && value > 0, "finite and above 0");

    /// <summary>For the decay of an average: with 1 it would never learn.</summary>
    public static readonly FloatRange BelowOne = new(static value => value is >= 0 and < 1, "at least 0 and below 1");

    public static readonly FloatRange Fraction = new(static value => value is >= 0 and <= 1, "from 0 to 1");

    /// <summary>Passes the value through, or refuses it by name.</summary>
    public float Check(float value, string name) =>
        Contains(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be {Text}.");
}
