using System.Globalization;
using System.Linq;

namespace NetGen.Generator;

/// <summary>Index arithmetic as text, without terms that are zero or factors that are one.</summary>
internal static class Expression
{
    /// <summary>variable * factor, in parentheses.</summary>
    public static string Times(string variable, int factor) =>
        factor == 1 ? variable : $"({variable} * {Number(factor)})";

    /// <summary>variable * factor where nothing stands beside it.</summary>
    public static string Product(string variable, int factor) => factor == 1 ? variable : $"{variable} * {Number(factor)}";

    /// <summary>The sum of the terms that are not zero; "0" if all are. A product that stands alone has no parentheses. Numbers are one term, the last.</summary>
    public static string Sum(params string[] terms)
    {
        string[] variables = Variables(terms);
        int number = Constant(terms);
        return number == 0 ? Join(variables) : string.Join(" + ", [.. variables, Number(number)]);
    }

    /// <summary>The statement that names the place of a value in a matrix: name = line * width + column.</summary>
    public static string DeclareIndex(string name, string line, int width, string column) => $"nint {name} = {Sum(Times(line, width), column)};";

    /// <summary>
    /// A place in memory as the arguments of a load or store: the sum of the variables, and the number apart, if there are both. Places that differ in the
    /// number alone share a register. The C# compiler takes longer to add a number to a native integer than to pass both.
    /// </summary>
    public static string Offset(params string[] terms)
    {
        string[] variables = Variables(terms);
        int number = Constant(terms);
        return number == 0 ? Join(variables)
            : variables.Length == 0 ? Number(number)
            : $"{Join(variables)}, {Number(number)}";
    }

    private static string[] Variables(string[] terms) => [.. terms.Where(term => term.Length > 0 && !IsNumber(term))];

    private static int Constant(string[] terms) => terms.Where(IsNumber).Sum(term => int.Parse(term, CultureInfo.InvariantCulture));

    private static string Join(string[] variables) => variables.Length switch
    {
        0 => "0",
        1 when variables[0][0] == '(' => variables[0].Substring(1, variables[0].Length - 2),
        _ => string.Join(" + ", variables),
    };

    private static bool IsNumber(string term) => term.Length > 0 && term.All(char.IsDigit);

    /// <summary>The place of a unit in a slab, as the arguments of a load.</summary>
    public static string Place(ParameterBlock block, string unit = "k") => Offset(unit, Number(block.Offset));

    /// <summary>A reference to the row of a matrix that lies row by row.</summary>
    public static string Row(string matrix, int width, string row = "row") =>
        $"ref {Names.Unsafe}.Add(ref {Names.Unsafe}.AsRef(in {matrix}), {Product(row, width)})";

    /// <summary>variable++ or variable += step, for the head of a loop.</summary>
    public static string Advance(string variable, int step) => step == 1 ? $"{variable}++" : $"{variable} += {Number(step)}";

    /// <summary>Which indices a tile computes, for a comment.</summary>
    public static string Describe(string name, Tile tile)
    {
        string range = tile.End - tile.Start == 1 ? $"{name} {Number(tile.Start)}" : $"{name}s {Number(tile.Start)} to {Number(tile.End - 1)}";
        return tile.Step == tile.End - tile.Start ? range : $"{range}, {(tile.Step == 1 ? "one" : Number(tile.Step))} at a time";
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
