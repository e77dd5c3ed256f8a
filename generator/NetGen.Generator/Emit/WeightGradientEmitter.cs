namespace NetGen.Generator;

/// <summary>
/// The gradient of a dense layer's weights and biases. Lanes are units; an input is broadcast; samples are added one after the other, so the
/// order of the sum does not depend on the width.
/// </summary>
internal static class WeightGradientEmitter
{
    public static void Emit(SourceWriter writer, WeightGradientKernel kernel, int blockRows)
    {
        KernelMethod.Begin(
            writer,
            kernel.Summary,
            $"{kernel.Name}(ref readonly float x, ref readonly float upstream, ref float gradients, nint rows, bool accumulate)",
            Names.Optimized);
        foreach (ColumnTile columns in kernel.Columns)
        {
            EmitColumns(writer, kernel, blockRows, columns);
        }

        if (kernel.Bias is not null)
        {
            EmitBias(writer, kernel.Bias, kernel.UpstreamRows.Width);
        }

        KernelMethod.End(writer);
    }

    /// <summary>The method that the sums of all weight gradients begin with.</summary>
    public static void EmitStart(SourceWriter writer)
    {
        writer.WriteLine();
        Names.EmitSummary(writer, "What the sum of a block begins with: the gradient of the blocks before it, or zero");
        writer.WriteLine(Names.Inlined);
        writer.WriteLine("private static T Start(bool accumulate, ref float gradients, nint offset, int displacement = 0) =>");
        writer.WriteLine("    accumulate ? S.Load(ref gradients, offset, displacement) : S.Create(0f);");
    }

    private static void EmitColumns(SourceWriter writer, WeightGradientKernel kernel, int blockRows, ColumnTile columns)
    {
        int stride = kernel.Weight.RowLength;
        writer.OpenBlock($"for (nint j = {columns.Start}; j < {columns.End}; j += {Expression.Sum(Expression.Vectors(columns.Vectors))})");
        foreach (Tile tile in columns.InputTiles)
        {
            writer.WriteLine($"// {Expression.Describe("Input", tile)}.");
            writer.OpenBlock($"for (nint i = {tile.Start}; i < {tile.End}; {Expression.Advance("i", tile.Step)})");
            writer.WriteLine(Expression.DeclareIndex("w", "i", stride, "j"));

            // The caller's inputs lie row by row, activations in a block feature by feature.
            (string place, int next) = kernel.ReadsInput
                ? (Expression.DeclareIndex("k", "row", kernel.Inputs, "i"), 1)
                : (Expression.DeclareIndex("k", "i", blockRows, "row"), blockRows);
            TileEmitter.Emit(
                writer,
                tile.Step,
                columns.Vectors,
                (r, v) => Start(kernel.Weight, r, v),
                (r, v, sum) => $"S.Store({sum}, ref gradients, {Place(kernel.Weight, r, v)});",
                new TileTerm(
                    "for (nint row = 0; row < rows; row++)",
                    [
                        Expression.DeclareIndex("d", "row", kernel.UpstreamRows.Width, "j"),
                        place,
                    ],
                    v => $"S.Load(in upstream, {Expression.Offset("d", Expression.Vectors(v))})",
                    r => $"S.Broadcast(in x, {Expression.Offset("k", Expression.Number(r * next))})"));
            writer.CloseBlock();
        }

        writer.CloseBlock();
    }

    /// <summary>What the sum at a place of a tile begins with.</summary>
    public static string Start(ParameterBlock weight, int row, int vector) => $"Start(accumulate, ref gradients, {Place(weight, row, vector)})";

    /// <summary>The place of a tile's weight in the slab, as the arguments of a load; w is that of the tile's first one in its tensor.</summary>
    public static string Place(ParameterBlock weight, int row, int vector) =>
        Expression.Offset("w", Expression.Vectors(vector), Expression.Number(weight.Offset + (row * weight.RowLength)));

    /// <summary>The sums of the rows of upstream.</summary>
    public static void EmitBias(SourceWriter writer, ParameterBlock bias, int stride, string upstream = "upstream")
    {
        writer.WriteLine("// Biases.");
        writer.OpenBlock($"for (nint j = 0; j < {bias.RowLength}; j += S.Count)");
        writer.WriteLine($"T sum = Start(accumulate, ref gradients, {Expression.Offset("j", Expression.Number(bias.Offset))});");
        writer.OpenBlock("for (nint row = 0; row < rows; row++)");
        writer.WriteLine($"sum = S.Add(sum, S.Load(in {upstream}, {Expression.Sum(Expression.Times("row", stride), "j")}));");
        writer.CloseBlock();
        writer.WriteLine($"S.Store(sum, ref gradients, {Expression.Offset("j", Expression.Number(bias.Offset))});");
        writer.CloseBlock();
    }
}
