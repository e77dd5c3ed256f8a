namespace NetGen.Generator;

/// <summary>A dense layer for a block of rows. Lanes are samples; a weight is only ever broadcast.</summary>
internal static class DenseBlockEmitter
{
    public static void Emit(SourceWriter writer, DenseKernel kernel, int blockRows)
    {
        Names.EmitSummary(writer, $"{kernel.Summary}, a block of rows: lanes are samples");
        writer.WriteLine(Names.Optimized);
        writer.OpenBlock($"public static void {kernel.Name}(ref float parameters, ref readonly float x, ref float y, nint lanes)");
        writer.OpenBlock("unchecked");
        writer.OpenBlock("for (nint sample = 0; sample < lanes; sample += 2 * S.Count)");
        foreach (Tile tile in kernel.UnitTiles)
        {
            writer.WriteLine($"// {Expression.Describe("Unit", tile)}.");
            writer.OpenBlock($"for (nint j = {tile.Start}; j < {tile.End}; {Expression.Advance("j", tile.Step)})");
            TileEmitter.Emit(
                writer,
                tile.Step,
                2,
                (r, v) => v > 0 ? TileEmitter.Sum(r, 0) : Start(kernel, r),
                $"for (nint i = 0; i < {kernel.Inputs}; i++)",
                v => $"S.Load(in x, {Expression.Sum(Expression.Times("i", blockRows), "sample", Expression.Vectors(v))})",
                r => $"S.Broadcast(ref parameters, {Expression.Sum(Expression.Number(kernel.Weight.Offset + r), Expression.Times("i", kernel.Weight.RowLength), "j")})",
                (r, v, sum) => Store(kernel, blockRows, r, v, sum));
            writer.CloseBlock();
        }

        writer.CloseBlock();
        writer.CloseBlock();
        writer.CloseBlock();
    }

    private static string Start(DenseKernel kernel, int row) => kernel.Bias is null
        ? "S.Create(0f)"
        : $"S.Broadcast(ref parameters, {Expression.Sum(Expression.Number(kernel.Bias.Offset + row), "j")})";

    private static string Store(DenseKernel kernel, int blockRows, int row, int vector, string sum)
    {
        string value = kernel.Activation is null ? sum : Names.Invoke(kernel.Activation, sum);
        string line = row == 0 ? "j" : $"(j + {row})";
        return $"S.Store({value}, ref y, {Expression.Sum(Expression.Times(line, blockRows), "sample", Expression.Vectors(vector))});";
    }
}
