using System.Globalization;

namespace NetGen.Generator;

/// <summary>Numbers as C# and as prose, the same under every culture.</summary>
internal static class Literals
{
    public static string Float(float value) => Text(value) + "f";

    public static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
