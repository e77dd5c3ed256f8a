using System;
using System.Globalization;
using System.Text;

namespace NetGen.Generator;

/// <summary>
/// Values as C# literals: the same text under every culture, and the same value when the text is compiled. Every number of generated code
/// goes through here.
/// </summary>
internal static class Literals
{
    /// <summary>The shortest of 7 to 9 digits that reads back as the same float, with the suffix f.</summary>
    public static string Of(float value)
    {
        if (float.IsNaN(value))
        {
            return "float.NaN";
        }

        if (float.IsInfinity(value))
        {
            return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        }

        if (value == 0)
        {
            // Not every runtime that hosts the compiler prints the sign of zero.
            return BitConverter.DoubleToInt64Bits(value) < 0 ? "-0f" : "0f";
        }

        string text = value.ToString("G7", CultureInfo.InvariantCulture);
        if (!ReadsBackAs(text, value))
        {
            text = value.ToString("G8", CultureInfo.InvariantCulture);
        }

        return (ReadsBackAs(text, value) ? text : value.ToString("G9", CultureInfo.InvariantCulture)) + "f";
    }

    /// <summary>The same without the suffix, for people to read.</summary>
    public static string Plain(float value) => Of(value).TrimEnd('f');

    /// <summary>17 digits at most, with the suffix d.</summary>
    public static string Of(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        if (value == 0)
        {
            return BitConverter.DoubleToInt64Bits(value) < 0 ? "-0d" : "0d";
        }

        string text = value.ToString("G15", CultureInfo.InvariantCulture);
        bool isExact = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double read) && read.Equals(value);
        return (isExact ? text : value.ToString("G17", CultureInfo.InvariantCulture)) + "d";
    }

    /// <summary>Decimal digits.</summary>
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Decimal digits with the suffix L.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture) + "L";

    /// <summary>true or false.</summary>
    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>A quoted string in ASCII: everything else is escaped.</summary>
    public static string Of(string value)
    {
        var text = new StringBuilder("\"", value.Length + 2);
        foreach (char c in value)
        {
            if (c is '"' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (c is >= ' ' and <= '~')
            {
                text.Append(c);
            }
            else
            {
                text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        return text.Append('"').ToString();
    }

    private static bool ReadsBackAs(string text, float value)
        => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float read) && read.Equals(value);
}
