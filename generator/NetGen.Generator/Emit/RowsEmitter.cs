using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>The forward pass of many rows as they lie in memory.</summary>
internal static class RowsEmitter
{
    /// <summary>Inputs up to which more rows at a time gain something.</summary>
    private const int FewInputs = 16;

    public static void EmitForward(SourceWriter writer, NetworkPlan plan)
    {
        writer.WriteLine();
        Names.EmitSummary(writer, $"The outputs of up to {plan.BlockRows} rows");
        writer.WriteLine(BlockSequenceEmitter.FrameOf(plan));
        writer.OpenBlock("public static void ForwardBlock(ref float scratch, ref float parameters, ref readonly float inputs, ref float outputs, nint rows)");
        var declared = new HashSet<string>();
        foreach (Value value in plan.Forward.Kernels.SelectMany(kernel => kernel.Reads.Concat(kernel.Writes)))
        {
            if (Local(plan, value) == EmitNames.Local(value) && declared.Add(value.Name))
            {
                writer.WriteLine(BlockSequenceEmitter.Declare(value, plan.Forward.Buffers.OffsetOf(value) * plan.BlockRows));
            }
        }

        foreach (Kernel kernel in plan.Forward.Kernels)
        {
            EmitCall(writer, plan, kernel);
        }

        Value output = plan.Programs.Output;
        if (!RowsFusion.WritesOutput(Last(plan), output))
        {
            writer.WriteLine(
                $"{Names.Services}.Block.CopyRows(in {EmitNames.Local(output)}, {plan.Layout.Pad(output.Width)}, rows, ref outputs, {output.Width});");
        }

        writer.CloseBlock();
    }

    /// <summary>A kernel of such rows as a method.</summary>
    public static void Emit(SourceWriter writer, NetworkPlan plan, Kernel kernel)
    {
        switch (kernel)
        {
            case DenseRowsKernel dense:
                EmitDense(writer, dense);
                break;
            case MapKernel map:
                EmitMap(writer, map, plan.Layout.Pad(map.X.Width));
                break;
            case RunningNormKernel norm:
                BatchNormEmitter.EmitRunningRows(writer, norm);
                break;
            case StandardizeKernel standardize:
                StandardizeEmitter.EmitRows(writer, standardize, plan.Layout.Pad(standardize.X.Width));
                break;
            case SoftmaxKernel:
                // The runtime has it.
                break;
            default:
                throw new KeyNotFoundException($"{kernel.GetType().Name} has no emitter for rows as they lie in memory.");
        }
    }

    /// <summary>A dense layer: the sums of several rows and of one or two vectors of units at a time; of more rows where 32 registers hold them.</summary>
    public static void EmitDense(SourceWriter writer, DenseRowsKernel kernel)
    {
        int units = kernel.Dense.Weight.RowLength;
        int part = Scheduler.UnitPart(kernel.Dense.Inputs, units);
        KernelMethod.Begin(
            writer,
            kernel.Summary,
            $"{kernel.Name}(ref float parameters, ref readonly float x, ref float y, nint rows)",
            Names.Optimized);
        if (part < units)
        {
            writer.WriteLine($"// {part} units at a time: their weights stay in the second-level cache.");
            writer.OpenBlock($"for (nint first = 0; first < {units}; first += {part})");
            writer.WriteLine(units % part == 0 ? $"nint end = first + {part};" : $"nint end = global::System.Math.Min(first + {part}, {units});");
        }

        if (kernel.OverwritesPadding)
        {
            writer.WriteLine("// Last units first: a register's padding lands on the first units of the next row, which are written after it.");
            writer.WriteLine($"nint end = rows * {kernel.YStride};");
        }

        writer.WriteLine("nint row = 0;");
        if (units < 32)
        {
            if (kernel.Dense.Inputs <= FewInputs)
            {
                writer.OpenBlock("if (S.Count == 16)");
                EmitWhole(writer, kernel, part, 24, ": 32 registers of 512 bits hold their sums");
                writer.CloseBlock();
                writer.WriteLine();
            }

            EmitWhole(writer, kernel, part, 12);
            EmitWhole(writer, kernel, part, 8);
        }
        else
        {
            writer.OpenBlock("if (S.Count == 16)");
            EmitWhole(writer, kernel, part, 8, ": 32 registers of 512 bits hold their sums");
            writer.CloseBlock();
            writer.OpenBlock("else");
            EmitWhole(writer, kernel, part, 6);
            writer.CloseBlock();
            writer.WriteLine();
        }

        writer.WriteLine("// 4 rows at a time, some of them again where fewer are left.");
        writer.OpenBlock("for (; row < rows && rows >= 4; row += 4)");
        writer.WriteLine("row = global::System.Math.Min(row, rows - 4);");
        EmitTiles(writer, kernel, part, 4);
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine("// Up to 3 rows in all.");
        writer.OpenBlock("for (; row < rows; row++)");
        EmitTiles(writer, kernel, part, 1);
        writer.CloseBlock();
        if (part < units)
        {
            writer.CloseBlock();
        }

        KernelMethod.End(writer);
    }

    private static void EmitWhole(SourceWriter writer, DenseRowsKernel kernel, int part, int step, string why = "")
    {
        writer.WriteLine($"// {step} rows at a time{why}.");
        writer.OpenBlock($"for (; row + {step} <= rows; row += {step})");
        EmitTiles(writer, kernel, part, step);
        writer.CloseBlock();
    }

    /// <summary>The units of so many rows.</summary>
    private static void EmitTiles(SourceWriter writer, DenseRowsKernel kernel, int part, int rows)
    {
        int units = kernel.Dense.Weight.RowLength;
        int pairs = units / 32 * 32;
        (int First, int Last, int Vectors)[] columns = [(0, pairs, 2), (pairs, units, 1)];
        foreach ((int first, int last, int vectors) in kernel.OverwritesPadding ? columns.Reverse() : columns)
        {
            if (first < last)
            {
                writer.OpenBlock(Columns(kernel, part, first, last, vectors));
                EmitTile(writer, kernel, rows, vectors);
                writer.CloseBlock();
            }
        }
    }

    /// <summary>A loop over units: from the first on, and then over those of one part where there are several, or from the last on.</summary>
    private static string Columns(DenseRowsKernel kernel, int part, int first, int last, int vectors)
    {
        string step = Expression.Sum(Expression.Vectors(vectors));
        if (kernel.OverwritesPadding)
        {
            return $"for (nint j = {last} - {Expression.Vectors(vectors)}; j >= {first}; j -= {step})";
        }

        int units = kernel.Dense.Weight.RowLength;
        string start = part == units ? Expression.Number(first) : first == 0 ? "first" : $"global::System.Math.Max(first, {first})";
        string end = part == units ? Expression.Number(last) : last == units ? "end" : $"global::System.Math.Min(end, {last})";
        return $"for (nint j = {start}; j < {end}; j += {step})";
    }

    /// <summary>An activation of whole rows.</summary>
    private static void EmitMap(SourceWriter writer, MapKernel kernel, int width)
    {
        KernelMethod.Begin(
            writer,
            $"{kernel.Summary}, rows as they lie in memory",
            $"{kernel.Name}(ref readonly float x, ref float y, nint rows)",
            Names.Optimized);
        writer.OpenBlock($"for (nint k = 0; k < rows * {width}; k += S.Count)");
        writer.WriteLine($"S.Store({Names.Invoke(kernel.Activation, "S.Load(in x, k)")}, ref y, k);");
        writer.CloseBlock();
        KernelMethod.End(writer);
    }

    private static void EmitTile(SourceWriter writer, DenseRowsKernel kernel, int rows, int vectors)
    {
        DenseKernel dense = kernel.Dense;
        writer.WriteLine(Expression.DeclareIndex("to", "row", kernel.YStride, "j"));
        TileEmitter.Emit(
            writer,
            rows,
            vectors,
            (r, v) => r > 0 ? TileEmitter.Sum(0, v) : Start(dense, v),
            (r, v, sum) => Store(kernel, r, v, sum, r == rows - 1),
            new TileTerm(
                $"for (nint i = 0; i < {dense.Inputs}; i++)",
                [
                    Expression.DeclareIndex("w", "i", dense.Weight.RowLength, "j"),
                    Expression.DeclareIndex("k", "row", kernel.XStride, "i"),
                ],
                v => $"S.Load(ref parameters, {Expression.Offset("w", Expression.Vectors(v), Expression.Number(dense.Weight.Offset))})",
                r => $"S.Broadcast(in x, {Expression.Offset("k", Expression.Number(r * kernel.XStride))})"));
    }

    private static string Start(DenseKernel dense, int vector) => dense.Bias is null
        ? "S.Create(0f)"
        : $"S.Load(ref parameters, {Expression.Offset("j", Expression.Vectors(vector), Expression.Number(dense.Bias.Offset))})";

    private static string Store(DenseRowsKernel kernel, int row, int vector, string sum, bool isLast)
    {
        string value = kernel.Dense.Activation is null ? sum : Names.Invoke(kernel.Dense.Activation, sum);
        string[] place = ["to", Expression.Vectors(vector), Expression.Number(row * kernel.YStride)];
        return isLast && kernel.OverwritesPadding
            ? $"S.StoreBefore({value}, ref y, {Expression.Sum(place)}, end);"
            : $"S.Store({value}, ref y, {Expression.Offset(place)});";
    }

    private static void EmitCall(SourceWriter writer, NetworkPlan plan, Kernel kernel)
    {
        if (kernel is SoftmaxKernel softmax)
        {
            EmitSoftmax(writer, plan, softmax);
            return;
        }

        string x = Local(plan, kernel is DenseRowsKernel rows ? rows.Dense.X : kernel.Reads[0]);
        writer.WriteLine($"{kernel.Name}({(kernel.ReadsParameters ? "ref parameters, " : "")}in {x}, ref {Local(plan, kernel.Writes[0])}, rows);");
    }

    private static void EmitSoftmax(SourceWriter writer, NetworkPlan plan, SoftmaxKernel softmax)
    {
        if (softmax.X.Width <= Scheduler.RowsSoftmax)
        {
            writer.WriteLine(
                $"{Names.Numerics}.SoftmaxRows.Invoke<S, T>(in {EmitNames.Local(softmax.X)}, {plan.Layout.Pad(softmax.X.Width)}, ref outputs, {softmax.X.Width}, rows);");
            return;
        }

        writer.OpenBlock("for (nint row = 0; row < rows; row++)");
        writer.WriteLine(RowSequenceEmitter.Softmax(Row(plan, softmax.X), Outputs(plan), softmax.X.Width));
        writer.CloseBlock();
    }

    private static string Row(NetworkPlan plan, Value value) =>
        $"{Names.Unsafe}.Add(ref {EmitNames.Local(value)}, {Expression.Product("row", plan.Layout.Pad(value.Width))})";

    private static string Outputs(NetworkPlan plan) => $"{Names.Unsafe}.Add(ref outputs, {Expression.Product("row", plan.Graph.OutputSize)})";

    private static string Local(NetworkPlan plan, Value value) =>
        value == plan.Programs.Input ? "inputs"
        : value == plan.Programs.Output && RowsFusion.WritesOutput(Last(plan), value) ? "outputs"
        : EmitNames.Local(value);

    private static Kernel Last(NetworkPlan plan) => plan.Forward.Kernels[plan.Forward.Kernels.Count - 1];
}
