namespace NetGen.Generator;

/// <summary>A dense layer for a block of rows. Lanes are samples; a weight is only ever broadcast.</summary>
internal static class DenseBlockEmitter
{
    public static void Emit(SourceWriter writer, DenseKernel kernel, int blockRows)
    {
        KernelMethod.Begin(
            writer,
            $"{kernel.Summary}, a block of rows: lanes are samples",
            $"{kernel.Name}(ref float parameters, ref readonly float x, ref float y, nint lanes)",
            Names.Optimized);
        int part = Scheduler.InputPart(kernel.Inputs);
        bool isParted = part < kernel.Inputs;
        if (isParted)
        {
            writer.WriteLine($"// {part} inputs at a time: those of a tile's samples stay in the first-level cache. y holds the sums so far.");
            writer.OpenBlock($"for (nint first = 0; first < {kernel.Inputs}; first += {part})");
            writer.WriteLine(kernel.Inputs % part == 0
                ? $"nint end = first + {part};"
                : $"nint end = global::System.Math.Min(first + {part}, {kernel.Inputs});");
        }

        writer.OpenBlock("for (nint sample = 0; sample < lanes; sample += 2 * S.Count)");
        foreach (Tile tile in kernel.UnitTiles)
        {
            writer.WriteLine($"// {Expression.Describe("Unit", tile)}.");
            writer.OpenBlock($"for (nint j = {tile.Start}; j < {tile.End}; {Expression.Advance("j", tile.Step)})");
            writer.WriteLine(Expression.DeclareIndex("to", "j", blockRows, "sample"));
            TileEmitter.Emit(
                writer,
                tile.Step,
                2,
                (r, v) => Start(kernel, blockRows, isParted, r, v),
                (r, v, sum) => Store(kernel, blockRows, isParted, r, v, sum),
                new TileTerm(
                    isParted ? "for (nint i = first; i < end; i++)" : $"for (nint i = 0; i < {kernel.Inputs}; i++)",
                    [
                        Expression.DeclareIndex("k", "i", blockRows, "sample"),
                        Expression.DeclareIndex("w", "i", kernel.Weight.RowLength, "j"),
                    ],
                    v => $"S.Load(in x, {Expression.Offset("k", Expression.Vectors(v))})",
                    r => $"S.Broadcast(ref parameters, {Expression.Offset("w", Expression.Number(kernel.Weight.Offset + r))})"));
            writer.CloseBlock();
        }

        writer.CloseBlock();
        if (isParted)
        {
            writer.CloseBlock();
        }

        KernelMethod.End(writer);
    }

    private static string Start(DenseKernel kernel, int blockRows, bool isParted, int row, int vector)
    {
        string bias = kernel.Bias is null
            ? "S.Create(0f)"
            : $"S.Broadcast(ref parameters, {Expression.Offset("j", Expression.Number(kernel.Bias.Offset + row))})";
        return isParted ? $"first > 0 ? S.Load(in y, {Place(blockRows, row, vector)}) : {bias}"
            : vector > 0 ? TileEmitter.Sum(row, 0)
            : bias;
    }

    private static string Store(DenseKernel kernel, int blockRows, bool isParted, int row, int vector, string sum)
    {
        string value = kernel.Activation is null ? sum : Names.Invoke(kernel.Activation, sum);
        string whole = isParted && kernel.Activation is not null ? $"end < {kernel.Inputs} ? {sum} : {value}" : value;
        return $"S.Store({whole}, ref y, {Place(blockRows, row, vector)});";
    }

    private static string Place(int blockRows, int row, int vector) =>
        Expression.Offset("to", Expression.Vectors(vector), Expression.Number(row * blockRows));
}
