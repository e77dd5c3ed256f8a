using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>
/// The gradient of a dense layer's weights and biases. Lanes are units; an input is broadcast; samples are added one after the other, so the
/// order of the sum does not depend on the width.
/// </summary>
internal static class WeightGradientEmitter
{
    private const int OneVectorRows = 12;

    public static void Emit(SourceWriter writer, WeightGradientKernel kernel, int blockRows)
    {
        writer.WriteLine($"/// <summary>{kernel.Summary}.</summary>");
        writer.WriteLine(Names.Optimized);
        writer.OpenBlock(
            $"public static void {kernel.Name}(ref readonly float x, ref readonly float upstream, ref float gradients, nint rows, bool accumulate)");
        writer.OpenBlock("unchecked");
        foreach (Tile columns in Columns(kernel.Weight.RowLength))
        {
            EmitColumns(writer, kernel, blockRows, columns.Start, columns.End, columns.Step);
        }

        if (kernel.Bias is not null)
        {
            EmitBias(writer, kernel, kernel.Bias);
        }

        writer.CloseBlock();
        writer.CloseBlock();
    }

    /// <summary>Two vectors of units at a time, of any width; then one.</summary>
    private static IEnumerable<Tile> Columns(int paddedUnits)
    {
        int pairs = paddedUnits / 32 * 32;
        if (pairs > 0)
        {
            yield return new Tile(0, pairs, 2);
        }

        if (pairs < paddedUnits)
        {
            yield return new Tile(pairs, paddedUnits, 1);
        }
    }

    private static void EmitColumns(SourceWriter writer, WeightGradientKernel kernel, int blockRows, int start, int end, int vectors)
    {
        int stride = kernel.Weight.RowLength;
        writer.OpenBlock($"for (nint j = {start}; j < {end}; j += {Expression.Vectors(vectors)})");
        foreach (Tile tile in vectors == 2 ? Scheduler.Rows(kernel.Inputs) : Scheduler.Split(0, kernel.Inputs, OneVectorRows))
        {
            writer.WriteLine($"// Inputs {tile.Start} to {tile.End - 1}, {tile.Step} at a time.");
            writer.OpenBlock($"for (nint i = {tile.Start}; i < {tile.End}; i += {tile.Step})");
            writer.WriteLine($"nint w = {Expression.Sum(Expression.Number(kernel.Weight.Offset), Expression.Times("i", stride), "j")};");
            TileEmitter.Emit(
                writer,
                tile.Step,
                vectors,
                (r, v) => $"accumulate ? S.Load(ref gradients, {Offset(stride, r, v)}) : S.Create(0f)",
                "for (nint row = 0; row < rows; row++)",
                v => $"S.Load(in upstream, {Expression.Sum(Expression.Times("row", stride), "j", Expression.Vectors(v))})",
                r => $"S.Broadcast(in x, {Input(kernel, blockRows, r)})",
                (r, v, sum) => $"S.Store({sum}, ref gradients, {Offset(stride, r, v)});");
            writer.CloseBlock();
        }

        writer.CloseBlock();
    }

    private static string Offset(int stride, int row, int vector) =>
        Expression.Sum("w", Expression.Number(row * stride), Expression.Vectors(vector));

    /// <summary>The caller's inputs lie row by row, activations in a block feature by feature.</summary>
    private static string Input(WeightGradientKernel kernel, int blockRows, int row) => kernel.ReadsInput
        ? Expression.Sum(Expression.Times("row", kernel.Inputs), "i", Expression.Number(row))
        : Expression.Sum(Expression.Times(row == 0 ? "i" : $"(i + {row})", blockRows), "row");

    private static void EmitBias(SourceWriter writer, WeightGradientKernel kernel, ParameterBlock bias)
    {
        writer.WriteLine("// Biases.");
        writer.OpenBlock($"for (nint j = 0; j < {bias.RowLength}; j += S.Count)");
        writer.WriteLine($"T sum = accumulate ? S.Load(ref gradients, {Expression.Sum(Expression.Number(bias.Offset), "j")}) : S.Create(0f);");
        writer.OpenBlock("for (nint row = 0; row < rows; row++)");
        writer.WriteLine($"sum = S.Add(sum, S.Load(in upstream, {Expression.Sum(Expression.Times("row", bias.RowLength), "j")}));");
        writer.CloseBlock();
        writer.WriteLine($"S.Store(sum, ref gradients, {Expression.Sum(Expression.Number(bias.Offset), "j")});");
        writer.CloseBlock();
    }
}
