using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>The forward pass of one row: the method that computes it, and the struct that runs it for a few rows.</summary>
internal static class RowSequenceEmitter
{
    /// <summary>The pass, with small layers written out in it, and methods for the larger ones. Inside the generic kernel class.</summary>
    public static void EmitKernels(SourceWriter writer, NetworkPlan plan)
    {
        writer.WriteLine();
        EmitPass(writer, plan);
        foreach (DenseKernel dense in plan.Row.Kernels.OfType<DenseKernel>().Where(dense => !dense.Row!.Inlined))
        {
            writer.WriteLine();
            DenseRowEmitter.EmitMethod(writer, dense);
        }
    }

    /// <summary>The struct that StackScratch or ScratchPool runs.</summary>
    public static void EmitEntry(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        Names.EmitSummary(writer, $"Few rows of {names.Class}, one after the other");
        writer.WriteLine(Names.Generated);
        writer.OpenBlock($"file readonly struct {names.RowKernel} : {Names.Services}.IForwardKernel");
        Names.EmitSummary(writer, "Runs the pass for each row");
        writer.WriteLine(Names.AggressivelyInlined);
        writer.OpenBlock("public static void Run(ref float scratch, ref float parameters, ref readonly float inputs, ref float outputs, nint rows)");
        writer.WriteLine("// One row, mostly, and then the JIT drops the loop and what it keeps.");
        writer.OpenBlock("if (rows == 1)");
        writer.WriteLine("Row(ref scratch, ref parameters, in inputs, ref outputs);");
        writer.WriteLine("return;");
        writer.CloseBlock();
        writer.WriteLine();
        writer.OpenBlock("for (nint row = 0; row < rows; row++)");
        writer.WriteLine($"ref float x = {Expression.Row("inputs", plan.Graph.Model.InputSize)};");
        writer.WriteLine($"ref float y = ref {Names.Unsafe}.Add(ref outputs, {Expression.Product("row", plan.Graph.OutputSize)});");
        writer.WriteLine("Row(ref scratch, ref parameters, in x, ref y);");
        writer.CloseBlock();
        writer.CloseBlock();
        writer.WriteLine();
        Names.EmitSummary(writer, "Runs the pass with the widest registers that the layers fill");
        writer.WriteLine(Names.AggressivelyInlined);
        writer.OpenBlock("private static void Row(ref float scratch, ref float parameters, ref readonly float x, ref float y)");
        WidthLadder.Emit(
            writer, names, WidthLadder.Bits(plan.Layout.LaneWidth), kernels => $"{kernels}.ForwardRow(ref scratch, ref parameters, in x, ref y);");
        writer.CloseBlock();
        writer.CloseBlock();
    }

    private static void EmitPass(SourceWriter writer, NetworkPlan plan)
    {
        KernelMethod.Begin(
            writer,
            "The outputs of one row",
            "ForwardRow(ref float scratch, ref float parameters, ref readonly float inputs, ref float outputs)");
        var locals = new HashSet<string>();
        foreach (Kernel kernel in plan.Row.Kernels)
        {
            foreach (Value value in kernel.Reads.Concat(kernel.Writes).Where(value => !IsOutside(plan, value) && locals.Add(value.Name)))
            {
                writer.WriteLine(BlockSequenceEmitter.Declare(value, plan.Row.Buffers.OffsetOf(value)));
            }
        }

        if (!IsOutside(plan, plan.Programs.Input))
        {
            writer.WriteLine($"{Names.Services}.Block.Copy(in inputs, ref input, {plan.Programs.Input.Width});");
        }

        foreach (Kernel kernel in plan.Row.Kernels)
        {
            EmitKernel(writer, plan, kernel);
        }

        if (!IsOutside(plan, plan.Programs.Output))
        {
            writer.WriteLine();
            string output = EmitNames.Local(plan.Programs.Output);
            writer.WriteLine($"{Names.Services}.Block.Copy(in {output}, ref outputs, {plan.Graph.OutputSize});");
        }

        KernelMethod.End(writer);
    }

    private static void EmitKernel(SourceWriter writer, NetworkPlan plan, Kernel kernel)
    {
        string x = Local(plan, kernel.Reads[0]);
        string y = Local(plan, kernel.Writes[0]);
        writer.WriteLine();
        if (kernel is not (DenseKernel { Row.Inlined: false } or SoftmaxKernel))
        {
            string schedule = kernel is DenseKernel { Row: { } row } ? $"; {row}" : "";
            writer.WriteLine($"// {kernel.Name}: {kernel.Summary}{schedule}.");
        }

        switch (kernel)
        {
            case DenseKernel { Row.Inlined: true } dense:
                DenseRowEmitter.EmitBody(writer, dense, Operands(plan, dense, x, y));
                break;
            case DenseKernel dense:
                writer.WriteLine($"{dense.Name}(ref parameters, in {x}, ref {y});");
                break;
            case MapKernel map:
                MapEmitter.EmitRow(writer, map, x, y);
                break;
            case NormalizeKernel normalize:
                NormalizationEmitter.EmitNormalizeRow(writer, normalize, x, y);
                break;
            case ScaleShiftKernel affine:
                NormalizationEmitter.EmitScaleShiftRow(writer, affine, x, y);
                break;
            case StandardizeKernel standardize:
                StandardizeEmitter.EmitRow(writer, standardize, x, y);
                break;
            case RunningNormKernel norm:
                BatchNormEmitter.EmitRunningRow(writer, norm, x, y);
                break;
            case AddKernel add:
                MapEmitter.EmitAddRow(writer, add, x, Local(plan, add.Y), y);
                break;
            case SoftmaxKernel softmax when IsInRegister(plan, softmax.X):
                writer.WriteLine(
                    $"{Names.Numerics}.SmallSoftmax.Invoke<S, T>({Register(softmax.X)}, ref {x}, {plan.Layout.LaneWidth}, ref {y}, {softmax.X.Width});");
                break;
            case SoftmaxKernel softmax:
                writer.WriteLine(Softmax(x, y, softmax.X.Width));
                break;
            default:
                throw new KeyNotFoundException($"{kernel.GetType().Name} has no emitter for one row.");
        }
    }

    private static RowOperands Operands(NetworkPlan plan, DenseKernel dense, string x, string y)
    {
        return new RowOperands(
            x,
            IsInRegister(plan, dense.X) ? Register(dense.X) : null,
            plan.Layout.LaneWidth,
            y,
            IsKept(plan, dense) ? Register(dense.Y) : null,
            !IsOnlyKept(plan, dense),
            IsOutside(plan, dense.Y) && dense.Units < dense.Weight.RowLength ? dense.Units : 0);
    }

    /// <summary>The kernel that computes a value.</summary>
    private static Kernel? Source(NetworkPlan plan, Value value) => plan.Row.Kernels.FirstOrDefault(kernel => kernel.Writes[0] == value);

    private static bool IsInRegister(NetworkPlan plan, Value value) => Source(plan, value) is { } source && IsKept(plan, source);

    /// <summary>Whether a layer's row is one register of the widest kind that the network uses, and is read as one.</summary>
    private static bool IsKept(NetworkPlan plan, Kernel kernel)
    {
        Kernel? reader = plan.Row.Kernels.FirstOrDefault(next => next.Reads[0] == kernel.Writes[0]);
        return kernel is DenseKernel { Row.Inlined: true } dense
            && dense.Weight.RowLength == plan.Layout.LaneWidth
            && reader is not null
            && ReadsRegister(plan, reader);
    }

    /// <summary>Whether nothing reads a layer's row from memory where one register holds it.</summary>
    private static bool IsOnlyKept(NetworkPlan plan, Kernel kernel) =>
        IsKept(plan, kernel)
        && plan.Row.Kernels.All(next => !next.Reads.Contains(kernel.Writes[0]) || (next.Reads[0] == kernel.Writes[0] && next.Reads.Count == 1 && ReadsRegister(plan, next)));

    /// <summary>Whether a kernel takes its input from a register: its statements name each value, or all values at once.</summary>
    private static bool ReadsRegister(NetworkPlan plan, Kernel kernel) => kernel switch
    {
        DenseKernel dense => dense.Row is { Inlined: true, Unrolled: true },
        SoftmaxKernel softmax => softmax.X.Width <= Scheduler.SmallSoftmax && plan.Layout.LaneWidth <= Scheduler.SmallSoftmax,
        _ => false,
    };

    /// <summary>The narrowest registers that hold each row of the pass, so that it needs no scratch; 0 where all rows are the caller's, null if none do.</summary>
    public static int? BitsWithoutScratch(NetworkPlan plan)
    {
        Value[] inScratch = [.. plan.Row.Kernels.SelectMany(kernel => kernel.Reads.Concat(kernel.Writes)).Where(value => !IsOutside(plan, value)).Distinct()];
        if (!plan.Row.Scratch.OnStack || inScratch.Any(value => Source(plan, value) is not { } source || !IsOnlyKept(plan, source)))
        {
            return null;
        }

        return inScratch.Length == 0 ? 0 : WidthLadder.Bits(plan.Layout.LaneWidth);
    }

    private static string Register(Value value) => $"{EmitNames.Local(value)}Row";

    /// <summary>The softmax of one row as a statement; a small row may be overwritten.</summary>
    public static string Softmax(string x, string y, int width) => width <= Scheduler.SmallSoftmax
        ? $"{Names.Numerics}.SmallSoftmax.Invoke(ref {x}, ref {y}, {width});"
        : $"{Names.Numerics}.RowSoftmax.Invoke(in {x}, ref {y}, {width});";

    private static string Local(NetworkPlan plan, Value value) =>
        !IsOutside(plan, value) ? EmitNames.Local(value) : value == plan.Programs.Output ? "outputs" : "inputs";

    private static bool IsOutside(NetworkPlan plan, Value value) =>
        (value == plan.Programs.Input && NetworkPlan.ReadsInputInPlace(plan.Row.Kernels, value))
        || (value == plan.Programs.Output && NetworkPlan.WritesOutputInPlace(plan.Row.Kernels));
}
