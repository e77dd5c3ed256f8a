using System;
using System.Globalization;

namespace NetGen;

/// <summary>A named setting of an optimizer as it stands in the metadata of a state file.</summary>
/// <param name="Name">The key.</param>
/// <param name="Expected">What values are allowed, for messages.</param>
/// <param name="Write">Gives the text.</param>
/// <param name="Read">Understands a text: gives the action that sets the value, or null if the text is not allowed.</param>
internal sealed record Hyperparameter(string Name, string Expected, Func<string> Write, Func<string, Action?> Read)
{
    public static Hyperparameter Number(string name, FloatRange range, Func<float> get, Action<float> set) =>
        new(
            name,
            $"a number, {range.Text}",
            () => get().ToString("R", CultureInfo.InvariantCulture),
            text => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && range.Contains(value)
                ? () => set(value)
                : null);

    public static Hyperparameter Flag(string name, Func<bool> get, Action<bool> set) =>
        new(
            name,
            "'true' or 'false'",
            () => get() ? "true" : "false",
            text => text is "true" or "false" ? () => set(text == "true") : null);

    public static Hyperparameter Count(string name, Func<long> get, Action<long> set) =>
        new(
            name,
            "a whole number of at least 0",
            () => get().ToString(CultureInfo.InvariantCulture),
            text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? () => set(value) : null);
}
