using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>
/// The gradient of a small layer. Lanes are samples: 16 partial sums for each weight, whatever the width of a register, folded in a fixed order. Sixteen
/// sums at a time are computed, folded to one value each, and written where their weights lie.
/// </summary>
internal static class LaneGradientEmitter
{
    private const int Lanes = 16;

    public static void Emit(SourceWriter writer, LaneGradientKernel kernel, int blockRows)
    {
        KernelMethod.Begin(
            writer,
            kernel.Summary,
            $"{kernel.Name}(ref readonly float x, ref readonly float upstream, ref float partials, ref float gradients, nint rows, bool accumulate)",
            Names.Optimized);
        writer.WriteLine($"// Whole groups of {Lanes} partial sums, on every machine; behind the rows upstream is 0.");
        writer.WriteLine($"nint lanes = (rows + {Lanes - 1}) & -{Lanes};");
        writer.WriteLine();
        bool isBiasLeft = kernel.Bias is not null;
        List<Tile> tiles = [.. Tiles(kernel)];
        foreach (Tile tile in tiles)
        {
            if (tile != tiles[0])
            {
                writer.WriteLine();
            }

            // The last sums of the weights may leave room for those of the biases.
            bool withBias = isBiasLeft && tile == tiles[tiles.Count - 1] && tile.Step == tile.End - tile.Start && (tile.Step + 1) * kernel.Units <= Lanes;
            EmitTile(writer, kernel, tile, withBias, blockRows);
            isBiasLeft &= !withBias;
        }

        if (isBiasLeft)
        {
            writer.WriteLine();
            EmitTile(writer, kernel, new Tile(0, 0, 0), withBias: true, blockRows);
        }

        KernelMethod.End(writer);
    }

    /// <summary>The inputs whose weights make up to sixteen sums and whole vectors of the slab. The last ones stand alone if the biases fit in beside them.</summary>
    private static IEnumerable<Tile> Tiles(LaneGradientKernel kernel)
    {
        int step = Lanes / kernel.Weight.RowLength;
        while (step * 2 * kernel.Units <= Lanes)
        {
            step *= 2;
        }

        int whole = kernel.Inputs / step * step;
        bool isLastAlone = whole == kernel.Inputs && whole > step && kernel.Bias is not null && (step + 1) * kernel.Units <= Lanes;
        int looped = isLastAlone ? whole - step : whole;
        return new[] { new Tile(0, looped, step), new Tile(looped, kernel.Inputs, kernel.Inputs - looped) }.Where(tile => tile.Start < tile.End);
    }

    private static void EmitTile(SourceWriter writer, LaneGradientKernel kernel, Tile tile, bool withBias, int blockRows)
    {
        bool isLoop = tile.End - tile.Start > tile.Step;
        writer.WriteLine(tile.Step == 0 ? "// Biases." : $"// {Expression.Describe("Input", tile)}{(withBias ? "; biases" : "")}.");
        if (isLoop)
        {
            writer.OpenBlock($"for (nint i = {tile.Start}; i < {tile.End}; {Expression.Advance("i", tile.Step)})");
        }

        int weights = tile.Step * kernel.Units;
        int sums = weights + (withBias ? kernel.Units : 0);
        writer.OpenBlock($"for (nint lane = 0; lane < {Lanes}; lane += S.Count)");
        for (int k = 0; k < sums; k++)
        {
            writer.WriteLine($"T sum{k} = S.Create(0f);");
        }

        writer.OpenBlock($"for (nint sample = lane; sample < lanes; sample += {Lanes})");
        if (isLoop)
        {
            writer.WriteLine(Expression.DeclareIndex("k", "i", blockRows, "sample"));
        }

        for (int r = 0; r < tile.Step; r++)
        {
            string place = isLoop
                ? Expression.Offset("k", Expression.Number(r * blockRows))
                : Expression.Offset("sample", Expression.Number((tile.Start + r) * blockRows));
            writer.WriteLine($"T x{r} = S.Load(in x, {place});");
        }

        for (int k = 0; k < kernel.Units; k++)
        {
            writer.WriteLine($"T d{k} = S.Load(in upstream, {Expression.Offset("sample", Expression.Number(k * blockRows))});");
            for (int r = 0; r < tile.Step; r++)
            {
                string sum = $"sum{(r * kernel.Units) + k}";
                writer.WriteLine($"{sum} = S.MultiplyAdd(x{r}, d{k}, {sum});");
            }

            if (withBias)
            {
                writer.WriteLine($"sum{weights + k} = S.Add(sum{weights + k}, d{k});");
            }
        }

        writer.CloseBlock();
        IEnumerable<string> folded = Enumerable.Range(0, sums).Select(k => $"sum{k}");
        writer.WriteLine($"{Names.Numerics}.LaneSums.Fold<S, T>(ref partials, lane, {string.Join(", ", folded)});");
        writer.CloseBlock();
        writer.WriteLine();
        if (tile.Step > 0)
        {
            int stride = kernel.Weight.RowLength;
            string place = isLoop
                ? Expression.Sum(Expression.Number(kernel.Weight.Offset), Expression.Times("i", stride))
                : Expression.Number(kernel.Weight.Offset + (tile.Start * stride));
            EmitScatter(writer, kernel, 0, tile.Step, place);
        }

        if (withBias)
        {
            EmitScatter(writer, kernel, weights, 1, Expression.Number(kernel.Bias!.Offset));
        }

        if (isLoop)
        {
            writer.CloseBlock();
        }
    }

    private static void EmitScatter(SourceWriter writer, LaneGradientKernel kernel, int first, int lines, string place)
    {
        string destination = place == "0" ? "gradients" : $"{Names.Unsafe}.Add(ref gradients, {place})";
        writer.WriteLine($"{Names.Services}.Block.Scatter(ref partials, {first}, {kernel.Units}, {lines}, ref {destination}, {kernel.Weight.RowLength}, accumulate);");
    }
}
