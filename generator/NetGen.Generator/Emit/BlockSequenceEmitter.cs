using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>The passes over a block of rows: the methods that call the kernels in order.</summary>
internal static class BlockSequenceEmitter
{
    private const string ContextParameters = $", ref readonly {Names.Services}.TrainingContext context, nint firstRow";

    /// <summary>A local for a value's place in scratch.</summary>
    public static string Declare(Value value, int offset, string scratch = "scratch") => offset == 0
        ? $"ref float {EmitNames.Local(value)} = ref {scratch};"
        : $"ref float {EmitNames.Local(value)} = ref {Names.Unsafe}.Add(ref {scratch}, {offset});";

    public static void EmitForward(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        if (plan.ForwardsRows)
        {
            RowsEmitter.EmitForward(writer, plan);
            return;
        }

        writer.WriteLine();
        Names.EmitSummary(writer, $"The outputs of up to {plan.BlockRows} rows");
        writer.WriteLine(FrameOf(plan));
        writer.OpenBlock("public static void ForwardBlock(ref float scratch, ref float parameters, ref readonly float inputs, ref float outputs, nint rows)");
        DeclareValues(writer, plan, plan.Forward, plan.Forward.Kernels);

        // A kernel that is alone goes as far as there are rows; others read what the ones before them wrote by other steps.
        bool isAlone = plan.Forward.Kernels.Count == 1;
        if (!isAlone)
        {
            writer.WriteLine($"nint lanes = {Names.Services}.Block.Lanes(rows);");
        }

        EmitLoadInput(writer, plan, plan.Forward);
        foreach (Kernel kernel in plan.Forward.Kernels)
        {
            EmitCall(writer, plan, names, kernel, lanes: isAlone ? "rows" : "lanes");
        }

        if (plan.Forward.Kernels[0] is not SampleKernel { Output: not null })
        {
            writer.WriteLine(
                $"{Names.Services}.Block.Store(in {EmitNames.Local(plan.Programs.Output)}, {plan.BlockStride}, rows, ref outputs, {plan.Graph.OutputSize});");
        }

        writer.CloseBlock();
    }

    /// <summary>The attribute of a pass: one of a single kernel, little more than its call, needs no frame of its own.</summary>
    public static string FrameOf(NetworkPlan plan) => plan.Forward.Kernels.Count == 1 ? Names.OptimizedAndInlined : Names.OwnFrame;

    public static void EmitTraining(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        int lossIndex = plan.Training.Kernels.ToList().FindIndex(kernel => kernel is LossKernel or SampleKernel);
        writer.WriteLine();
        string gradient = plan.Batch is null ? "; the gradient of the mean loss, unless gradients is a null reference" : "";
        Names.EmitSummary(writer, $"The summed loss of up to {plan.BlockRows} rows{gradient}");
        writer.WriteLine(Names.OwnFrame);
        bool isClassifier = plan.Graph.Model.Loss == Loss.CrossEntropy;
        writer.OpenBlock(
            "public static float TrainBlock(ref float scratch, ref float parameters, ref readonly float inputs, ref readonly float targets, "
            + $"ref readonly int labels, ref float gradients, float scale, nint rows, bool accumulate{(isClassifier ? ", bool hasLabels" : "")}{(plan.Graph.Model.HasContext ? ContextParameters : "")})");
        DeclareValues(writer, plan, plan.Training, plan.Training.Kernels);
        writer.WriteLine($"nint lanes = {Names.Services}.Block.Lanes(rows);");
        EmitLoadInput(writer, plan, plan.Training);
        EmitLoadTarget(writer, plan);
        writer.WriteLine();
        var sample = plan.Training.Kernels[lossIndex] as SampleKernel;
        writer.WriteLine(sample is null ? "// Forward." : "// Forward, and backward as far as the samples are apart.");
        foreach (Kernel kernel in plan.Training.Kernels.Take(lossIndex + 1))
        {
            EmitCall(writer, plan, names, kernel);
        }

        if (sample is not null)
        {
            writer.WriteLine($"float loss = {Names.Numerics}.Sum.Invoke(ref {EmitNames.Local(sample.RowLoss!)}, rows);");
        }

        if (lossIndex + 1 < plan.Training.Kernels.Count)
        {
            writer.OpenBlock($"if ({Names.Unsafe}.IsNullRef(ref gradients))");
            writer.WriteLine("return loss;");
            writer.CloseBlock();
            writer.WriteLine();
            writer.WriteLine("// Backward.");
            foreach (Kernel kernel in plan.Training.Kernels.Skip(lossIndex + 1))
            {
                EmitCall(writer, plan, names, kernel);
            }
        }

        writer.WriteLine();
        writer.WriteLine("return loss;");
        writer.CloseBlock();
    }

    /// <summary>Targets, and the weights of rows.</summary>
    public static void EmitLoadTarget(SourceWriter writer, NetworkPlan plan)
    {
        Value target = plan.Programs.Target;
        if (plan.Graph.Model.Loss == Loss.CrossEntropy)
        {
            writer.OpenBlock("if (hasLabels)");
            writer.WriteLine($"{Names.Services}.Block.LoadLabels(in labels, {target.Width}, rows, ref target, {plan.BlockStride});");
            writer.CloseBlock();
            writer.OpenBlock("else");
            writer.WriteLine($"{Names.Services}.Block.Load(in targets, {target.Width}, rows, ref target, {plan.BlockStride});");
            writer.CloseBlock();
        }
        else
        {
            writer.WriteLine($"{Names.Services}.Block.Load(in targets, {target.Width}, rows, ref target, {plan.BlockStride});");
        }

        if (plan.Programs.Weights is Value weights)
        {
            writer.WriteLine($"{Names.Services}.RowWeights.Load(in context, firstRow, rows, ref {EmitNames.Local(weights)});");
        }
    }

    private static void EmitLoadInput(SourceWriter writer, NetworkPlan plan, KernelSequence sequence)
    {
        if (plan.LoadsInput(sequence))
        {
            EmitLoadInput(writer, plan);
        }
    }

    public static void EmitLoadInput(SourceWriter writer, NetworkPlan plan) => writer.WriteLine(
        $"{Names.Services}.Block.Load(in inputs, {plan.Programs.Input.Width}, rows, ref input, {plan.BlockStride});");

    /// <summary>A local for each value of a pass.</summary>
    public static void DeclareValues(SourceWriter writer, NetworkPlan plan, KernelSequence sequence, IEnumerable<Kernel> kernels)
    {
        var declared = new HashSet<string>();
        foreach (Kernel kernel in kernels)
        {
            foreach (Value value in kernel.Reads.Concat(kernel.Writes).Where(value => declared.Add(value.Name)))
            {
                writer.WriteLine(Declare(value, sequence.Buffers.OffsetOf(value) * plan.BlockStride));
            }
        }
    }

    /// <summary>The call of a kernel, which adds gradients of parameters to a slab and computes at least so many lanes.</summary>
    public static void EmitCall(SourceWriter writer, NetworkPlan plan, EmitNames names, Kernel kernel, string slab = "gradients", string lanes = "lanes")
    {
        switch (kernel)
        {
            case SampleKernel sample:
                writer.WriteLine($"{sample.Name}(ref scratch, ref parameters, {(sample.RowLoss is null ? "" : "scale, ")}{(sample.Output is null ? lanes : "ref outputs, rows")});");
                break;
            case DropoutMaskKernel mask:
                EmitMaskCall(writer, plan, mask);
                break;
            case DenseRowsKernel dense:
                writer.WriteLine($"{dense.Name}(ref parameters, in inputs, ref {EmitNames.Local(dense.Dense.Y)}, rows);");
                break;
            case TransposeKernel transpose:
                writer.WriteLine(
                    $"{Names.Services}.Block.LoadPadded(in {EmitNames.Local(transpose.Rows)}, {transpose.Rows.Width}, {transpose.Block.Width}, rows, "
                    + $"ref {EmitNames.Local(transpose.Block)}, {plan.BlockStride});");
                break;
            case LossKernel loss:
                EmitLossCall(writer, loss);
                break;
            case ScaleGradientKernel scale:
                writer.WriteLine(
                    $"{scale.Name}(in {EmitNames.Local(scale.X)}, in {EmitNames.Local(scale.Upstream)}, ref {EmitNames.Local(scale.Products)}, "
                    + $"ref {slab}, rows, lanes, accumulate);");
                break;
            case LaneGradientKernel gradient:
                writer.WriteLine($"{Names.Services}.Block.ClearPadding(ref {EmitNames.Local(gradient.Upstream)}, {gradient.Upstream.Width}, rows, {plan.BlockStride});");
                writer.WriteLine(
                    $"{gradient.Name}(in {EmitNames.Local(gradient.X)}, in {EmitNames.Local(gradient.Upstream)}, ref {EmitNames.Local(gradient.Partials)}, "
                    + $"ref {slab}, rows, accumulate);");
                break;
            case WeightGradientKernel weight:
                string rows = EmitNames.Local(weight.UpstreamRows);
                string x = weight.ReadsInput ? "inputs" : EmitNames.Local(weight.X);
                EmitStorePadded(writer, plan, weight.Upstream, weight.UpstreamRows);
                EmitUnitLanesCall(writer, plan, names, $"{weight.Name}(in {x}, in {rows}, ref {slab}, rows, accumulate);");
                break;
            default:
                writer.WriteLine(
                    $"{kernel.Name}({(kernel.ReadsParameters ? "ref parameters, " : "")}{Reads(kernel)}ref {EmitNames.Local(kernel.Writes[0])}, {lanes});");
                break;
        }
    }

    /// <summary>The values that a kernel reads, as arguments.</summary>
    public static string Reads(Kernel kernel) => string.Concat(kernel.Reads.Select(value => $"in {EmitNames.Local(value)}, "));

    /// <param name="writer">Where to.</param>
    /// <param name="loss">The kernel.</param>
    /// <param name="result">What becomes of the summed loss.</param>
    public static void EmitLossCall(SourceWriter writer, LossKernel loss, string result = "float loss = ") => writer.WriteLine(
        $"{result}{loss.Name}({Reads(loss)}ref {EmitNames.Local(loss.Gradient)}, ref {EmitNames.Local(loss.RowLoss)}, scale, rows, lanes);");

    private static void EmitMaskCall(SourceWriter writer, NetworkPlan plan, DropoutMaskKernel mask) => writer.WriteLine(
        $"{Names.Services}.DropoutMask.Fill<S, T>(in context, firstRow, {Literals.Of(mask.Op.Layer)}, {Literals.Of(mask.Op.Rate)}, "
        + $"ref {EmitNames.Local(mask.Op.Result)}, {Literals.Of(mask.Op.Result.Width)}, {Literals.Of(plan.BlockStride)}, lanes);");

    /// <summary>Copies a value of a block row by row, each row padded to whole vectors of units.</summary>
    public static void EmitStorePadded(SourceWriter writer, NetworkPlan plan, Value value, Value rows) => writer.WriteLine(
        $"{Names.Services}.Block.StorePadded(in {EmitNames.Local(value)}, {plan.BlockStride}, rows, ref {EmitNames.Local(rows)}, {value.Width}, {rows.Width});");

    /// <summary>The call of a kernel whose lanes are units, with registers no wider than those fill.</summary>
    public static void EmitUnitLanesCall(SourceWriter writer, NetworkPlan plan, EmitNames names, string call)
    {
        int bits = WidthLadder.Bits(plan.Layout.LaneWidth);
        if (bits == 512)
        {
            writer.WriteLine(call);
        }
        else
        {
            WidthLadder.Emit(writer, names, bits, kernels => $"{kernels}.{call}");
        }
    }
}
