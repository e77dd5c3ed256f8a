using System;
using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>A dense layer for one row. Lanes are units; inputs are broadcast; sums stay in registers. A step behind the last unit is not computed.</summary>
internal static class DenseRowEmitter
{
    /// <summary>The layer as a method of its own.</summary>
    public static void EmitMethod(SourceWriter writer, DenseKernel kernel)
    {
        KernelMethod.Begin(
            writer,
            $"{kernel.Summary}, one row: {Schedule(kernel).ToString()}",
            $"{kernel.Name}(ref float parameters, ref readonly float x, ref float y)",
            Names.Optimized);
        EmitBody(writer, kernel, new RowOperands("x", null, 0, "y", null));
        KernelMethod.End(writer);
    }

    /// <summary>The layer as statements.</summary>
    public static void EmitBody(SourceWriter writer, DenseKernel kernel, RowOperands operands)
    {
        RowSchedule schedule = Schedule(kernel);
        if (operands.YRegister is not null)
        {
            writer.WriteLine($"T {operands.YRegister} = S.Create(0f);");
        }

        bool isInlined = schedule.InlinesActivation(kernel.Activation);
        if (schedule.WideTiles.Count > 0)
        {
            writer.OpenBlock("if (S.Count == 16)");
            EmitTiles(schedule.WideTiles);
            writer.CloseBlock();
            writer.OpenBlock("else");
            EmitTiles(schedule.Tiles);
            writer.CloseBlock();
        }
        else
        {
            EmitTiles(schedule.Tiles);
        }

        void EmitTiles(EquatableArray<RowTile> tiles)
        {
            foreach (RowTile tile in tiles)
            {
                EmitTile(writer, kernel, tile, schedule.Unrolled, isInlined ? kernel.Activation : null, operands);
            }
        }

        if (kernel.Activation is not null && !isInlined)
        {
            writer.WriteLine();
            writer.WriteLine($"// {kernel.Activation.Function.ToString()} of all units.");
            writer.OpenBlock($"for (nint j = 0; j < {kernel.Units}; j += S.Count)");
            EmitStore(writer, operands, Names.Invoke(kernel.Activation, $"S.Load(ref {operands.Y}, j)"), "j");
            writer.CloseBlock();
        }
    }

    private static RowSchedule Schedule(DenseKernel kernel) =>
        kernel.Row ?? throw new ArgumentException($"{kernel.Name} has no schedule for one row.", nameof(kernel));

    private static void EmitTile(SourceWriter writer, DenseKernel kernel, RowTile tile, bool unrolled, ActivationModel? activation, RowOperands operands)
    {
        int end = Math.Min(tile.End, kernel.Units);
        writer.WriteLine($"// {Expression.Describe("Unit", new Tile(tile.Start, end, end - tile.Start))}.");
        writer.OpenBlock($"for (int j = {tile.Start}; j < {end}; j += {Expression.Sum(Expression.Vectors(tile.Vectors))})");
        for (int stream = 0; stream < tile.Streams; stream++)
        {
            for (int v = 0; v < tile.Vectors; v++)
            {
                string start = stream == 0 && kernel.Bias is not null
                    ? $"S.Load(ref parameters, {Expression.Offset("j", Expression.Vectors(v), Expression.Number(kernel.Bias.Offset))})"
                    : "S.Create(0f)";
                writer.WriteLine($"T {Sum(stream, v)} = {start};");
            }
        }

        int length = kernel.Inputs / tile.Streams;
        if (unrolled)
        {
            // Each stream ends with its first input: whoever feeds an output back into the first input waits for one multiply-add of a stream, not for all.
            EmitRemainder();
            for (int i = length - 1; i >= 0; i--)
            {
                for (int stream = 0; stream < tile.Streams; stream++)
                {
                    EmitConstantInput(stream, (stream * length) + i);
                }
            }
        }
        else
        {
            writer.OpenBlock($"for (nint i = 0; i < {length}; i++)");
            writer.WriteLine(Expression.DeclareIndex("w", "i", kernel.Weight.RowLength, "j"));
            for (int stream = 0; stream < tile.Streams; stream++)
            {
                string input = Expression.Offset("i", Expression.Number(stream * length));
                EmitInput(writer, kernel, tile, stream, input, stream * length * kernel.Weight.RowLength, "w", false, operands);
            }

            writer.CloseBlock();
            EmitRemainder();
        }

        EmitStores(writer, tile, activation, operands);
        writer.CloseBlock();

        void EmitRemainder()
        {
            for (int i = length * tile.Streams; i < kernel.Inputs; i++)
            {
                EmitConstantInput(i - (length * tile.Streams), i);
            }
        }

        void EmitConstantInput(int stream, int input) =>
            EmitInput(writer, kernel, tile, stream, Expression.Number(input), input * kernel.Weight.RowLength, "j", true, operands);
    }

    /// <summary>Multiplies one input with its weights of the tile.</summary>
    private static void EmitInput(
        SourceWriter writer, DenseKernel kernel, RowTile tile, int stream, string input, int weightOffset, string weightBase, bool isConstant, RowOperands operands)
    {
        string source = isConstant && operands.XRegister is not null
            ? $"S.Broadcast({operands.XRegister}, in {operands.X}, {input}, {operands.Width})"
            : $"S.Broadcast(in {operands.X}, {input})";
        string x = tile.Vectors == 1 ? source : $"x{(isConstant ? input : Letter(stream))}";
        if (tile.Vectors > 1)
        {
            writer.WriteLine($"T {x} = {source};");
        }

        for (int v = 0; v < tile.Vectors; v++)
        {
            string offset = Expression.Offset(
                weightBase, Expression.Vectors(v), Expression.Number(kernel.Weight.Offset + weightOffset));
            writer.WriteLine($"{Sum(stream, v)} = S.MultiplyAdd({x}, S.Load(ref parameters, {offset}), {Sum(stream, v)});");
        }
    }

    private static void EmitStores(SourceWriter writer, RowTile tile, ActivationModel? activation, RowOperands operands)
    {
        for (int v = 0; v < tile.Vectors; v++)
        {
            var sums = new List<string>();
            for (int stream = 0; stream < tile.Streams; stream++)
            {
                sums.Add(Sum(stream, v));
            }

            string sum = Tree(sums);
            string value = activation is null ? sum : Names.Invoke(activation, sum);
            EmitStore(writer, operands, value, Expression.Sum("j", Expression.Vectors(v)));
        }
    }

    private static void EmitStore(SourceWriter writer, RowOperands operands, string value, string offset)
    {
        if (operands.YRegister is not null)
        {
            writer.WriteLine($"{operands.YRegister} = {value};");
            value = operands.YRegister;
        }

        writer.WriteLine(operands switch
        {
            { YEnd: > 0 } => $"S.StoreBefore({value}, ref {operands.Y}, {offset}, {operands.YEnd});",
            { IsYInMemory: true } => $"S.Store({value}, ref {operands.Y}, {offset});",
            _ => $"S.StorePart({value}, ref {operands.Y}, {offset}, {operands.Width});",
        });
    }

    /// <summary>Adds pairs, then pairs of pairs: the order is the same at every vector width.</summary>
    private static string Tree(List<string> terms)
    {
        while (terms.Count > 1)
        {
            var next = new List<string>();
            for (int i = 0; i < terms.Count; i += 2)
            {
                next.Add(i + 1 < terms.Count ? $"S.Add({terms[i]}, {terms[i + 1]})" : terms[i]);
            }

            terms = next;
        }

        return terms[0];
    }

    /// <summary>a0, a1 for the first stream, b0, b1 for the second.</summary>
    private static string Sum(int stream, int vector) => Letter(stream) + Expression.Number(vector);

    private static string Letter(int stream) => ((char)('a' + stream)).ToString();
}
