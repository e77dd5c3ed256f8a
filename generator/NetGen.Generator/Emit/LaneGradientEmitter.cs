using System;

namespace NetGen.Generator;

/// <summary>
/// The gradient of a small layer. Lanes are samples: 16 partial sums for each weight, whatever the width of a register, folded in a fixed order.
/// </summary>
internal static class LaneGradientEmitter
{
    private const int Lanes = 16;

    /// <summary>Sums that are in registers at once.</summary>
    private const int MostSums = 12;

    public static void Emit(SourceWriter writer, LaneGradientKernel kernel, int blockRows)
    {
        KernelMethod.Begin(
            writer,
            kernel.Summary,
            $"{kernel.Name}(ref readonly float x, ref readonly float upstream, ref float partials, ref float gradients, nint lanes, bool accumulate)",
            Names.Optimized);
        writer.OpenBlock($"for (nint lane = 0; lane < {Lanes}; lane += S.Count)");
        foreach (Tile tile in Scheduler.Split(0, kernel.Inputs, Math.Max(1, MostSums / kernel.Units)))
        {
            EmitTile(writer, kernel, tile, blockRows);
        }

        if (kernel.Bias is not null)
        {
            EmitBias(writer, kernel, blockRows);
        }

        writer.CloseBlock();
        writer.WriteLine();
        int weights = kernel.Inputs * kernel.Units;
        writer.WriteLine($"{Names.Numerics}.LaneSums.Invoke(ref partials, ref partials, {weights + (kernel.Bias is null ? 0 : kernel.Units)});");
        writer.WriteLine(Scatter("partials", kernel.Units, kernel.Inputs, kernel.Weight));
        if (kernel.Bias is not null)
        {
            writer.WriteLine(Scatter($"{Names.Unsafe}.Add(ref partials, {weights})", kernel.Units, 1, kernel.Bias));
        }

        KernelMethod.End(writer);
    }

    private static string Scatter(string source, int width, int lines, ParameterBlock block)
    {
        string destination = block.Offset == 0 ? "gradients" : $"{Names.Unsafe}.Add(ref gradients, {Expression.Number(block.Offset)})";
        return $"{Names.Services}.Block.Scatter(ref {source}, {width}, {lines}, ref {destination}, {block.RowLength}, accumulate);";
    }

    private static void EmitTile(SourceWriter writer, LaneGradientKernel kernel, Tile tile, int blockRows)
    {
        writer.WriteLine($"// {Expression.Describe("Input", tile)}.");
        writer.OpenBlock($"for (nint i = {tile.Start}; i < {tile.End}; {Expression.Advance("i", tile.Step)})");
        for (int r = 0; r < tile.Step; r++)
        {
            for (int k = 0; k < kernel.Units; k++)
            {
                writer.WriteLine($"T {Sum(r, k)} = S.Create(0f);");
            }
        }

        writer.OpenBlock($"for (nint sample = lane; sample < lanes; sample += {Lanes})");
        for (int r = 0; r < tile.Step; r++)
        {
            writer.WriteLine($"T x{r} = S.Load(in x, {Expression.Sum(Expression.Times(r == 0 ? "i" : $"(i + {r})", blockRows), "sample")});");
        }

        for (int k = 0; k < kernel.Units; k++)
        {
            writer.WriteLine($"T d{k} = S.Load(in upstream, {Expression.Sum(Expression.Number(k * blockRows), "sample")});");
            for (int r = 0; r < tile.Step; r++)
            {
                writer.WriteLine($"{Sum(r, k)} = S.MultiplyAdd(x{r}, d{k}, {Sum(r, k)});");
            }
        }

        writer.CloseBlock();
        writer.WriteLine($"nint w = {Expression.Sum(Expression.Times("i", kernel.Units * Lanes), "lane")};");
        for (int r = 0; r < tile.Step; r++)
        {
            for (int k = 0; k < kernel.Units; k++)
            {
                writer.WriteLine($"S.Store({Sum(r, k)}, ref partials, {Expression.Sum("w", Expression.Number(((r * kernel.Units) + k) * Lanes))});");
            }
        }

        writer.CloseBlock();
    }

    private static void EmitBias(SourceWriter writer, LaneGradientKernel kernel, int blockRows)
    {
        writer.WriteLine("// Biases.");
        for (int k = 0; k < kernel.Units; k++)
        {
            writer.WriteLine($"T bias{k} = S.Create(0f);");
        }

        writer.OpenBlock($"for (nint sample = lane; sample < lanes; sample += {Lanes})");
        for (int k = 0; k < kernel.Units; k++)
        {
            writer.WriteLine($"bias{k} = S.Add(bias{k}, S.Load(in upstream, {Expression.Sum(Expression.Number(k * blockRows), "sample")}));");
        }

        writer.CloseBlock();
        for (int k = 0; k < kernel.Units; k++)
        {
            int place = ((kernel.Inputs * kernel.Units) + k) * Lanes;
            writer.WriteLine($"S.Store(bias{k}, ref partials, {Expression.Sum(Expression.Number(place), "lane")});");
        }
    }

    /// <summary>The sum for an input of the tile and a unit.</summary>
    private static string Sum(int row, int unit) => $"sum{row}_{unit}";
}
