using System;
using System.Globalization;

namespace NetGen;

/// <summary>Values as tables show them, in the invariant culture.</summary>
internal static class SearchText
{
    internal static string Of(object? value) => value switch
    {
        null => "null",
        double number => number.ToString("G4", CultureInfo.InvariantCulture),
        float number => number.ToString("G4", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
