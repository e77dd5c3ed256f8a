using System;

namespace NetGen.Generator;

/// <summary>
/// The tangents of a dense layer, of the gradient of its inputs and of the gradient of its weights, for a block of rows. Both factors of a product have
/// a tangent, so there are two terms.
/// </summary>
internal static class DenseTangentEmitter
{
    /// <summary>y' = x V^T + b' + x' W^T. Lanes are samples.</summary>
    public static void Emit(SourceWriter writer, DenseTangentKernel kernel, int blockRows)
    {
        bool hasTangent = kernel.XTangent is not null;
        KernelMethod.Begin(
            writer,
            $"{kernel.Summary}, a block of rows: x times the vector{(hasTangent ? ", plus the tangent of x times the parameters" : "")}",
            $"{kernel.Name}({Slabs(kernel)}ref readonly float x, {(hasTangent ? "ref readonly float tangent, " : "")}ref float result, nint lanes)",
            Names.Optimized);
        TileTerm Term(string x, string slab, string comment) => new(
            $"for (nint i = 0; i < {Literals.Of(kernel.Inputs)}; i++)",
            [
                Expression.DeclareIndex("k", "i", blockRows, "sample"),
                Expression.DeclareIndex("w", "i", kernel.Weight.RowLength, "j"),
            ],
            v => $"S.Load(in {x}, {Expression.Offset("k", Expression.Vectors(v))})",
            r => $"S.Broadcast(ref {slab}, {Expression.Offset("w", Expression.Number(kernel.Weight.Offset + r))})",
            comment);
        TileTerm vector = Term("x", "vector", "x times the vector");
        EmitTiles(
            writer,
            kernel.UnitTiles,
            "Unit",
            "j",
            blockRows,
            (r, v) => v > 0 ? TileEmitter.Sum(r, 0)
                : kernel.Bias is null ? "S.Create(0f)"
                : $"S.Broadcast(ref vector, {Expression.Offset("j", Expression.Number(kernel.Bias.Offset + r))})",
            hasTangent ? [vector, Term("tangent", "parameters", "The tangent of x times the parameters")] : [vector]);
        KernelMethod.End(writer);
    }

    /// <summary>dx' = dy' W + dy V. Lanes are samples.</summary>
    public static void EmitInputGradient(SourceWriter writer, InputGradientTangentKernel kernel, int blockRows)
    {
        int stride = kernel.Weight.RowLength;
        KernelMethod.Begin(
            writer,
            $"{kernel.Summary}: the tangent times the parameters, plus the gradient times the vector",
            $"{kernel.Name}({Slabs(kernel)}ref readonly float tangent, ref readonly float upstream, ref float result, nint lanes)",
            Names.Optimized);
        TileTerm Term(string upstream, string slab, string comment) => new(
            $"for (nint j = 0; j < {Literals.Of(kernel.Units)}; j++)",
            [
                Expression.DeclareIndex("d", "j", blockRows, "sample"),
                Expression.DeclareIndex("w", "i", stride, "j"),
            ],
            v => $"S.Load(in {upstream}, {Expression.Offset("d", Expression.Vectors(v))})",
            r => $"S.Broadcast(ref {slab}, {Expression.Offset("w", Expression.Number(kernel.Weight.Offset + (r * stride)))})",
            comment);
        EmitTiles(
            writer,
            kernel.InputTiles,
            "Input",
            "i",
            blockRows,
            (_, _) => "S.Create(0f)",
            Term("tangent", "parameters", "The tangent times the parameters"),
            Term("upstream", "vector", "The gradient times the vector"));
        KernelMethod.End(writer);
    }

    /// <summary>dW' = dy'^T x + dy^T x' and db' = the sum of dy'. Lanes are units; samples are added one after the other, as in the gradient.</summary>
    public static void EmitWeightGradient(SourceWriter writer, WeightGradientTangentKernel kernel, int blockRows)
    {
        int stride = kernel.Weight.RowLength;
        KernelMethod.Begin(
            writer,
            $"{kernel.Summary}: the tangent times x, plus the gradient times the tangent of x",
            $"{kernel.Name}(ref readonly float x, ref readonly float upstreamTangent, ref readonly float xTangent, ref readonly float upstream, "
            + "ref float gradients, nint rows, bool accumulate)",
            Names.Optimized);
        TileTerm Term(string x, string upstream, int width, string comment) => new(
            "for (nint row = 0; row < rows; row++)",
            [
                Expression.DeclareIndex("d", "row", width, "j"),
                Expression.DeclareIndex("k", "i", blockRows, "row"),
            ],
            v => $"S.Load(in {upstream}, {Expression.Offset("d", Expression.Vectors(v))})",
            r => $"S.Broadcast(in {x}, {Expression.Offset("k", Expression.Number(r * blockRows))})",
            comment);
        foreach (ColumnTile columns in kernel.Columns)
        {
            writer.OpenBlock($"for (nint j = {columns.Start}; j < {columns.End}; j += {Expression.Sum(Expression.Vectors(columns.Vectors))})");
            foreach (Tile tile in columns.InputTiles)
            {
                OpenTile(writer, "Input", "i", tile);
                writer.WriteLine(Expression.DeclareIndex("w", "i", stride, "j"));
                TileEmitter.Emit(
                    writer,
                    tile.Step,
                    columns.Vectors,
                    (r, v) => WeightGradientEmitter.Start(kernel.Weight, r, v),
                    (r, v, sum) => $"S.Store({sum}, ref gradients, {WeightGradientEmitter.Place(kernel.Weight, r, v)});",
                    Term("x", "upstreamTangent", kernel.TangentRows.Width, "The tangent times x"),
                    Term("xTangent", "upstream", kernel.UpstreamRows.Width, "The gradient times the tangent of x"));
                writer.CloseBlock();
            }

            writer.CloseBlock();
        }

        if (kernel.Bias is not null)
        {
            WeightGradientEmitter.EmitBias(writer, kernel.Bias, kernel.TangentRows.Width, "upstreamTangent");
        }

        KernelMethod.End(writer);
    }

    /// <summary>The slabs that a kernel reads, as parameters.</summary>
    public static string Slabs(TangentKernel kernel) => (kernel.ReadsParameters ? "ref float parameters, " : "") + (kernel.ReadsVector ? "ref float vector, " : "");

    /// <summary>The lines of a result, a tile of them at a time. Lanes are samples.</summary>
    private static void EmitTiles(
        SourceWriter writer, EquatableArray<Tile> tiles, string name, string index, int blockRows, Func<int, int, string> start, params TileTerm[] terms)
    {
        writer.OpenBlock("for (nint sample = 0; sample < lanes; sample += 2 * S.Count)");
        foreach (Tile tile in tiles)
        {
            OpenTile(writer, name, index, tile);
            writer.WriteLine(Expression.DeclareIndex("to", index, blockRows, "sample"));
            TileEmitter.Emit(
                writer,
                tile.Step,
                2,
                start,
                (r, v, sum) => $"S.Store({sum}, ref result, {Expression.Offset("to", Expression.Vectors(v), Expression.Number(r * blockRows))});",
                terms);
            writer.CloseBlock();
        }

        writer.CloseBlock();
    }

    private static void OpenTile(SourceWriter writer, string name, string index, Tile tile)
    {
        writer.WriteLine($"// {Expression.Describe(name, tile)}.");
        writer.OpenBlock($"for (nint {index} = {tile.Start}; {index} < {tile.End}; {Expression.Advance(index, tile.Step)})");
    }
}
