using System.Globalization;

namespace NetGen.Generator;

/// <summary>Index arithmetic as text, without terms that are zero or factors that are one.</summary>
internal static class Expression
{
    /// <summary>variable * factor.</summary>
    public static string Times(string variable, int factor) =>
        factor == 1 ? variable : $"({variable} * {Number(factor)})";

    /// <summary>The sum of the terms that are not zero; "0" if all are.</summary>
    public static string Sum(params string[] terms)
    {
        string sum = string.Join(" + ", System.Linq.Enumerable.Where(terms, term => term is not ("0" or "")));
        return sum.Length == 0 ? "0" : sum;
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>count * S.Count, the width of so many vectors.</summary>
    public static string Vectors(int count) => count switch
    {
        0 => "0",
        1 => "S.Count",
        _ => $"({Number(count)} * S.Count)",
    };
}
