using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>The forward pass of one row: stages of kernels that share a vector width, and the struct that runs them.</summary>
internal static class RowSequenceEmitter
{
    private const string Signature = "ref float scratch, ref float parameters, ref readonly float inputs, ref float outputs";

    private sealed record Stage(string Name, int MaxBits, List<Kernel> Kernels);

    /// <summary>The kernels and stages, inside the generic kernel class.</summary>
    public static void EmitKernels(SourceWriter writer, NetworkPlan plan)
    {
        foreach (Stage stage in Stages(plan))
        {
            writer.WriteLine();
            EmitStage(writer, plan, stage);
        }

        foreach (Kernel kernel in plan.Row.Kernels)
        {
            switch (kernel)
            {
                case DenseKernel dense:
                    writer.WriteLine();
                    DenseRowEmitter.Emit(writer, dense);
                    break;
                case MapKernel map:
                    writer.WriteLine();
                    MapEmitter.EmitRow(writer, map);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The struct that StackScratch or ScratchPool runs.</summary>
    public static void EmitEntry(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        Names.EmitSummary(writer, $"Few rows of {names.Class}, one after the other");
        writer.WriteLine(Names.Generated);
        writer.OpenBlock($"file readonly struct {names.RowKernel} : {Names.Services}.IForwardKernel");
        Names.EmitSummary(writer, "Runs the stages of the pass, each with the widest registers that it fills");
        writer.WriteLine(Names.AggressivelyInlined);
        writer.OpenBlock($"public static void Run({Signature}, nint rows)");
        writer.OpenBlock("for (nint row = 0; row < rows; row++)");
        writer.WriteLine($"ref float x = ref {Names.Unsafe}.Add(ref {Names.Unsafe}.AsRef(in inputs), {Expression.Product("row", plan.Graph.Model.InputSize)});");
        writer.WriteLine($"ref float y = ref {Names.Unsafe}.Add(ref outputs, {Expression.Product("row", plan.Graph.OutputSize)});");
        foreach (Stage stage in Stages(plan))
        {
            WidthLadder.Emit(writer, names, stage.MaxBits, kernels => $"{kernels}.{stage.Name}(ref scratch, ref parameters, in x, ref y);");
        }

        writer.CloseBlock();
        writer.CloseBlock();
        writer.CloseBlock();
    }

    private static List<Stage> Stages(NetworkPlan plan)
    {
        var stages = new List<Stage>();
        foreach (Kernel kernel in plan.Row.Kernels)
        {
            int bits = WidthLadder.MaxBits(ParameterLayout.PaddedWidth(kernel.Writes[0].Width));
            Stage? last = stages.LastOrDefault();
            if (last is not null && (kernel is SoftmaxKernel || last.MaxBits == bits))
            {
                last.Kernels.Add(kernel);
            }
            else
            {
                stages.Add(new Stage($"ForwardRow{stages.Count + 1}", bits, [kernel]));
            }
        }

        return stages;
    }

    private static void EmitStage(SourceWriter writer, NetworkPlan plan, Stage stage)
    {
        Names.EmitSummary(writer, $"One row: {string.Join("; ", stage.Kernels.Select(k => k.Summary))}");
        writer.WriteLine(Names.Inlined);
        writer.OpenBlock($"public static void {stage.Name}({Signature})");
        var locals = new HashSet<string>();
        foreach (Kernel kernel in stage.Kernels)
        {
            foreach (Value value in kernel.Reads.Concat(kernel.Writes).Where(value => !IsOutside(plan, value) && locals.Add(value.Name)))
            {
                writer.WriteLine(BlockSequenceEmitter.Declare(value, plan.Row.Buffers.OffsetOf(value)));
            }
        }

        if (stage.Kernels[0].Reads[0] == plan.Programs.Input && !IsOutside(plan, plan.Programs.Input))
        {
            writer.WriteLine($"{Names.Services}.Block.Copy(in inputs, ref input, {plan.Programs.Input.Width});");
        }

        foreach (Kernel kernel in stage.Kernels)
        {
            string x = Local(plan, kernel.Reads[0]);
            string y = Local(plan, kernel.Writes[0]);
            writer.WriteLine(kernel switch
            {
                SoftmaxKernel softmax => $"{Names.Numerics}.RowSoftmax.Invoke(in {x}, ref {y}, {softmax.X.Width});",
                DenseKernel dense => $"{dense.Name}(ref parameters, in {x}, ref {y});",
                _ => $"{kernel.Name}(in {x}, ref {y});",
            });
        }

        Value result = stage.Kernels[stage.Kernels.Count - 1].Writes[0];
        if (result == plan.Programs.Output && !IsOutside(plan, result))
        {
            writer.WriteLine($"{Names.Services}.Block.Copy(in {EmitNames.Local(result)}, ref outputs, {result.Width});");
        }

        writer.CloseBlock();
    }

    private static string Local(NetworkPlan plan, Value value) =>
        !IsOutside(plan, value) ? EmitNames.Local(value) : value == plan.Programs.Output ? "outputs" : "inputs";

    /// <summary>
    /// The caller's own spans serve where a kernel needs no padding there: dense layers read inputs in place; a softmax, or a dense layer of
    /// whole vectors, writes outputs in place.
    /// </summary>
    private static bool IsOutside(NetworkPlan plan, Value value)
    {
        if (value == plan.Programs.Input)
        {
            return plan.Row.Kernels[0] is DenseKernel;
        }

        return value == plan.Programs.Output && plan.Row.Kernels[plan.Row.Kernels.Count - 1] switch
        {
            SoftmaxKernel => true,
            DenseKernel dense => dense.Units == dense.Weight.RowLength,
            _ => false,
        };
    }
}
