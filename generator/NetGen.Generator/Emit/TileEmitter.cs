using System;

namespace NetGen.Generator;

/// <summary>
/// The core of every block kernel: sums of products in registers, rows of broadcast values times vectors. a0 is row 0 of the first
/// vector, b0 of the second.
/// </summary>
internal static class TileEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="vectors">Vectors of the tile.</param>
    /// <param name="start">The first value of a sum: (row, vector) to expression.</param>
    /// <param name="finish">What becomes of a sum: (row, vector, sum) to statement. Its place is counted from one that the caller named before.</param>
    /// <param name="terms">The sums of products, one after the other.</param>
    public static void Emit(
        SourceWriter writer, int rows, int vectors, Func<int, int, string> start, Func<int, int, string, string> finish, params TileTerm[] terms)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int v = 0; v < vectors; v++)
            {
                writer.WriteLine($"T {Sum(r, v)} = {start(r, v)};");
            }
        }

        foreach (TileTerm term in terms)
        {
            EmitTerm(writer, rows, vectors, term);
        }

        for (int r = 0; r < rows; r++)
        {
            for (int v = 0; v < vectors; v++)
            {
                writer.WriteLine(finish(r, v, Sum(r, v)));
            }
        }
    }

    private static void EmitTerm(SourceWriter writer, int rows, int vectors, TileTerm term)
    {
        if (term.Comment is not null)
        {
            writer.WriteLine();
            writer.WriteLine($"// {term.Comment}.");
        }

        writer.OpenBlock(term.Loop);
        writer.WriteLines(term.Places);
        for (int v = 0; v < vectors; v++)
        {
            writer.WriteLine($"T v{Letter(v)} = {term.Vector(v)};");
        }

        for (int r = 0; r < rows; r++)
        {
            writer.WriteLine($"T s{r} = {term.Broadcast(r)};");
            for (int v = 0; v < vectors; v++)
            {
                writer.WriteLine($"{Sum(r, v)} = S.MultiplyAdd(s{r}, v{Letter(v)}, {Sum(r, v)});");
            }
        }

        writer.CloseBlock();
    }

    public static string Sum(int row, int vector) => Letter(vector) + Expression.Number(row);

    private static string Letter(int vector) => ((char)('a' + vector)).ToString();
}
