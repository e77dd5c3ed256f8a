namespace NetGen.Generator;

/// <summary>The gradient of a dense layer's inputs for a block of rows. Lanes are samples; a weight is only ever broadcast.</summary>
internal static class InputGradientEmitter
{
    public static void Emit(SourceWriter writer, InputGradientKernel kernel, int blockRows)
    {
        string saved = kernel.Activation is null ? "" : "ref readonly float saved, ";
        KernelMethod.Begin(
            writer,
            kernel.Summary,
            $"{kernel.Name}(ref float parameters, ref readonly float upstream, {saved}ref float result, nint lanes)",
            Names.Optimized);
        writer.OpenBlock("for (nint sample = 0; sample < lanes; sample += 2 * S.Count)");
        foreach (Tile tile in kernel.InputTiles)
        {
            writer.WriteLine($"// {Expression.Describe("Input", tile)}.");
            writer.OpenBlock($"for (nint i = {tile.Start}; i < {tile.End}; {Expression.Advance("i", tile.Step)})");
            writer.WriteLine(Expression.DeclareIndex("to", "i", blockRows, "sample"));
            TileEmitter.Emit(
                writer,
                tile.Step,
                2,
                (_, _) => "S.Create(0f)",
                (r, v, sum) => Store(kernel, blockRows, r, v, sum),
                new TileTerm(
                    $"for (nint j = 0; j < {kernel.Units}; j++)",
                    [
                        Expression.DeclareIndex("d", "j", blockRows, "sample"),
                        Expression.DeclareIndex("w", "i", kernel.Weight.RowLength, "j"),
                    ],
                    v => $"S.Load(in upstream, {Expression.Offset("d", Expression.Vectors(v))})",
                    r => $"S.Broadcast(ref parameters, {Expression.Offset("w", Expression.Number(kernel.Weight.Offset + (r * kernel.Weight.RowLength)))})"));
            writer.CloseBlock();
        }

        writer.CloseBlock();
        KernelMethod.End(writer);
    }

    private static string Store(InputGradientKernel kernel, int blockRows, int row, int vector, string sum)
    {
        string offset = Expression.Offset("to", Expression.Vectors(vector), Expression.Number(row * blockRows));
        string value = kernel.Activation is null
            ? sum
            : Names.Product(sum, Names.Derivative(kernel.Activation, $"S.Load(in saved, {offset})"));
        return $"S.Store({value}, ref result, {offset});";
    }
}
