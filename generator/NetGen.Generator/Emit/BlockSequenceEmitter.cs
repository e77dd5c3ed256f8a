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

    /// <summary>Every kernel of all passes, once. The passes share the kernels of the forward part.</summary>
    public static void EmitKernels(SourceWriter writer, NetworkPlan plan)
    {
        foreach (Kernel kernel in plan.Forward.Kernels.Concat(plan.TrainingKernels).Concat(plan.Derivatives.SelectMany(d => d.Sequence.Kernels)).Distinct())
        {
            writer.WriteLine();
            switch (kernel)
            {
                case DenseRowsKernel rows:
                    RowsEmitter.EmitDense(writer, rows);
                    break;
                case MapKernel map when plan.ForwardsRows && plan.Forward.Kernels.Contains(map):
                    RowsEmitter.EmitMap(writer, map, plan.Layout.Pad(map.X.Width));
                    break;
                case RunningNormKernel norm when plan.ForwardsRows && plan.Forward.Kernels.Contains(norm):
                    BatchNormEmitter.EmitRunningRows(writer, norm);
                    break;
                case StandardizeKernel standardize when plan.ForwardsRows && plan.Forward.Kernels.Contains(standardize):
                    StandardizeEmitter.EmitRows(writer, standardize, plan.Layout.Pad(standardize.X.Width));
                    break;
                case StandardizeKernel standardize:
                    StandardizeEmitter.EmitBlock(writer, standardize, plan.BlockStride);
                    break;
                case DropoutMaskKernel:
                    break;
                case SoftmaxKernel softmax when plan.ForwardsRows && plan.Forward.Kernels.Contains(softmax):
                    break;
                case MaskKernel mask:
                    MapEmitter.EmitMask(writer, mask, plan.BlockStride);
                    break;
                case DenseKernel dense:
                    DenseBlockEmitter.Emit(writer, dense, plan.BlockStride);
                    break;
                case MapKernel map:
                    MapEmitter.EmitBlock(writer, map, plan.BlockStride);
                    break;
                case SoftmaxKernel softmax:
                    SoftmaxEmitter.Emit(writer, softmax, plan.BlockStride);
                    break;
                case SoftmaxGradientKernel gradient:
                    SoftmaxEmitter.EmitGradient(writer, gradient, plan.BlockStride);
                    break;
                case TangentKernel tangent:
                    TangentEmitter.Emit(writer, tangent, plan.BlockStride);
                    break;
                case LossKernel loss:
                    LossEmitter.Emit(writer, loss, plan.BlockStride);
                    break;
                case MapGradientKernel gradient:
                    MapEmitter.EmitGradient(writer, gradient, plan.BlockStride);
                    break;
                case InputGradientKernel gradient:
                    InputGradientEmitter.Emit(writer, gradient, plan.BlockStride);
                    break;
                case SampleKernel sample:
                    SampleEmitter.Emit(writer, plan, sample);
                    break;
                case LaneGradientKernel gradient:
                    LaneGradientEmitter.Emit(writer, gradient, plan.BlockStride);
                    break;
                case AddKernel add:
                    MapEmitter.EmitAdd(writer, add, plan.BlockStride);
                    break;
                case NormalizeKernel normalize:
                    NormalizationEmitter.EmitNormalize(writer, normalize, plan.BlockStride);
                    break;
                case ScaleShiftKernel affine:
                    NormalizationEmitter.EmitScaleShift(writer, affine, plan.BlockStride);
                    break;
                case ScaleKernel scale:
                    NormalizationEmitter.EmitScale(writer, scale, plan.BlockStride);
                    break;
                case ScaleGradientKernel gradient:
                    NormalizationEmitter.EmitScaleGradient(writer, gradient, plan.BlockStride);
                    break;
                case NormalizeGradientKernel gradient:
                    NormalizationEmitter.EmitNormalizeGradient(writer, gradient, plan.BlockStride);
                    break;
                case RunningNormGradientKernel norm:
                    BatchNormEmitter.EmitRunningGradient(writer, norm, plan.BlockStride);
                    break;
                case RunningNormKernel norm:
                    BatchNormEmitter.EmitRunningBlock(writer, norm, plan.BlockStride);
                    break;
                case BatchNormKernel norm:
                    BatchNormEmitter.EmitForward(writer, norm, plan.BlockStride);
                    break;
                case BatchNormSumsKernel sums:
                    BatchNormEmitter.EmitSums(writer, sums, plan.BlockStride);
                    break;
                case BatchNormGradientKernel gradient:
                    BatchNormEmitter.EmitGradient(writer, gradient, plan.BlockStride);
                    break;
                case WeightGradientKernel gradient:
                    WeightGradientEmitter.Emit(writer, gradient, plan.BlockStride);
                    break;
                default:
                    throw new KeyNotFoundException($"{kernel.GetType().Name} has no emitter.");
            }
        }
    }

    public static void EmitForward(SourceWriter writer, NetworkPlan plan)
    {
        if (plan.ForwardsRows)
        {
            RowsEmitter.EmitForward(writer, plan);
            return;
        }

        writer.WriteLine();
        Names.EmitSummary(writer, $"The outputs of up to {plan.BlockRows} rows");
        writer.WriteLine(Names.Optimized);
        writer.OpenBlock("public static void ForwardBlock(ref float scratch, ref float parameters, ref readonly float inputs, ref float outputs, nint rows)");
        DeclareValues(writer, plan, plan.Forward, plan.Forward.Kernels);
        writer.WriteLine($"nint lanes = {Names.Services}.Block.Lanes(rows);");
        EmitLoadInput(writer, plan);
        foreach (Kernel kernel in plan.Forward.Kernels)
        {
            if (kernel is SampleKernel)
            {
                writer.WriteLine($"{kernel.Name}(ref scratch, ref parameters, lanes);");
            }
            else
            {
                EmitForwardCall(writer, kernel);
            }
        }

        writer.WriteLine(
            $"{Names.Services}.Block.Store(in {EmitNames.Local(plan.Programs.Output)}, {plan.BlockStride}, rows, ref outputs, {plan.Graph.OutputSize});");
        writer.CloseBlock();
    }

    public static void EmitTraining(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        int lossIndex = plan.Training.Kernels.ToList().FindIndex(kernel => kernel is LossKernel);
        writer.WriteLine();
        string gradient = plan.Batch is null ? "; the gradient of the mean loss, unless gradients is a null reference" : "";
        Names.EmitSummary(writer, $"The summed loss of up to {plan.BlockRows} rows{gradient}");
        writer.WriteLine(plan.Batch is null ? Names.Optimized : Names.OwnFrame);
        bool isClassifier = plan.Graph.Model.Loss == Loss.CrossEntropy;
        writer.OpenBlock(
            "public static float TrainBlock(ref float scratch, ref float parameters, ref readonly float inputs, ref readonly float targets, "
            + $"ref readonly int labels, ref float gradients, float scale, nint rows, bool accumulate{(isClassifier ? ", bool hasLabels" : "")}{(plan.Graph.Model.HasContext ? ContextParameters : "")})");
        DeclareValues(writer, plan, plan.Training, plan.Training.Kernels);
        writer.WriteLine($"nint lanes = {Names.Services}.Block.Lanes(rows);");
        EmitLoadInput(writer, plan);
        EmitLoadTarget(writer, plan);
        writer.WriteLine();
        if (plan.Training.Kernels.FirstOrDefault(kernel => kernel is SampleKernel) is SampleKernel sample)
        {
            lossIndex = plan.Training.Kernels.ToList().IndexOf(sample);
            EmitSampleCall(writer, plan, sample);
        }
        else
        {
            EmitForwardCalls(writer, plan, lossIndex);
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
                EmitBackwardCall(writer, plan, names, kernel);
            }
        }

        writer.WriteLine();
        writer.WriteLine("return loss;");
        writer.CloseBlock();
    }

    private static void EmitSampleCall(SourceWriter writer, NetworkPlan plan, SampleKernel sample)
    {
        foreach (DropoutMaskKernel mask in plan.Training.Kernels.OfType<DropoutMaskKernel>())
        {
            EmitMaskCall(writer, plan, mask);
        }

        writer.WriteLine("// Forward, and backward as far as the samples are apart.");
        writer.WriteLine($"{sample.Name}(ref scratch, ref parameters, scale, lanes);");
        foreach (Value upstream in plan.Training.Kernels.OfType<LaneGradientKernel>().Select(kernel => kernel.Upstream).Distinct())
        {
            writer.WriteLine($"{Names.Services}.Block.ClearPadding(ref {EmitNames.Local(upstream)}, {upstream.Width}, rows, {plan.BlockStride});");
        }

        writer.WriteLine($"float loss = {Names.Numerics}.Sum.Invoke(ref {EmitNames.Local(sample.RowLoss!)}, rows);");
    }

    private static void EmitForwardCalls(SourceWriter writer, NetworkPlan plan, int lossIndex)
    {
        writer.WriteLine("// Forward.");
        foreach (Kernel kernel in plan.Training.Kernels.Take(lossIndex))
        {
            if (kernel is DropoutMaskKernel mask)
            {
                EmitMaskCall(writer, plan, mask);
            }
            else
            {
                EmitForwardCall(writer, kernel);
            }
        }

        EmitLossCall(writer, (LossKernel)plan.Training.Kernels[lossIndex]);
    }

    public static void EmitLossCall(SourceWriter writer, LossKernel loss) => writer.WriteLine(
        $"float loss = {loss.Name}({string.Join(", ", loss.Reads.Select(value => $"in {EmitNames.Local(value)}"))}, ref {EmitNames.Local(loss.Gradient)}, "
        + $"ref {EmitNames.Local(loss.RowLoss)}, scale, rows, lanes);");

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

    /// <summary>The call of a kernel of the forward pass.</summary>
    public static void EmitForwardCall(SourceWriter writer, Kernel kernel)
    {
        if (kernel is AddKernel add)
        {
            EmitAddCall(writer, add);
            return;
        }

        if (kernel is MaskKernel mask)
        {
            EmitMaskCall(writer, mask);
            return;
        }

        string parameters = kernel is DenseKernel or ScaleShiftKernel or RunningNormKernel or StandardizeKernel ? "ref parameters, " : "";
        writer.WriteLine($"{kernel.Name}({parameters}in {EmitNames.Local(kernel.Reads[0])}, ref {EmitNames.Local(kernel.Writes[0])}, lanes);");
    }

    private static void EmitAddCall(SourceWriter writer, AddKernel add) => writer.WriteLine(
        $"{add.Name}(in {EmitNames.Local(add.X)}, in {EmitNames.Local(add.Y)}, ref {EmitNames.Local(add.Result)}, lanes);");

    private static void EmitMaskCall(SourceWriter writer, MaskKernel mask) => writer.WriteLine(
        $"{mask.Name}(in {EmitNames.Local(mask.X)}, in {EmitNames.Local(mask.Mask)}, ref {EmitNames.Local(mask.Result)}, lanes);");

    public static void EmitMaskCall(SourceWriter writer, NetworkPlan plan, DropoutMaskKernel mask) => writer.WriteLine(
        $"{Names.Services}.DropoutMask.Fill<S, T>(in context, firstRow, {Literals.Of(mask.Op.Layer)}, {Literals.Of(mask.Op.Rate)}, "
        + $"ref {EmitNames.Local(mask.Op.Result)}, {Literals.Of(mask.Op.Result.Width)}, {Literals.Of(plan.BlockStride)}, lanes);");

    /// <summary>The call of a kernel of the backward pass, which adds gradients of parameters to a slab.</summary>
    public static void EmitBackwardCall(SourceWriter writer, NetworkPlan plan, EmitNames names, Kernel kernel, string slab = "gradients")
    {
        switch (kernel)
        {
            case MapGradientKernel map:
                writer.WriteLine($"{map.Name}(in {EmitNames.Local(map.Upstream)}, in {EmitNames.Local(map.Saved)}, ref {EmitNames.Local(map.Result)}, lanes);");
                break;
            case InputGradientKernel input:
                string saved = input.Saved is null ? "" : $"in {EmitNames.Local(input.Saved)}, ";
                writer.WriteLine($"{input.Name}(ref parameters, in {EmitNames.Local(input.Upstream)}, {saved}ref {EmitNames.Local(input.Result)}, lanes);");
                break;
            case AddKernel add:
                EmitAddCall(writer, add);
                break;
            case MaskKernel mask:
                EmitMaskCall(writer, mask);
                break;
            case RunningNormGradientKernel norm:
                writer.WriteLine($"{norm.Name}(ref parameters, in {EmitNames.Local(norm.Upstream)}, ref {EmitNames.Local(norm.Result)}, lanes);");
                break;
            case ScaleKernel scale:
                writer.WriteLine($"{scale.Name}(ref parameters, in {EmitNames.Local(scale.Upstream)}, ref {EmitNames.Local(scale.Result)}, lanes);");
                break;
            case ScaleGradientKernel scale:
                writer.WriteLine(
                    $"{scale.Name}(in {EmitNames.Local(scale.X)}, in {EmitNames.Local(scale.Upstream)}, ref {EmitNames.Local(scale.Products)}, "
                    + $"ref {slab}, rows, lanes, accumulate);");
                break;
            case NormalizeGradientKernel normalize:
                writer.WriteLine(
                    $"{normalize.Name}(in {EmitNames.Local(normalize.Upstream)}, in {EmitNames.Local(normalize.X)}, ref {EmitNames.Local(normalize.Result)}, lanes);");
                break;
            case LaneGradientKernel lanes:
                writer.WriteLine(
                    $"{lanes.Name}(in {EmitNames.Local(lanes.X)}, in {EmitNames.Local(lanes.Upstream)}, ref {EmitNames.Local(lanes.Partials)}, "
                    + $"ref {slab}, lanes, accumulate);");
                break;
            case WeightGradientKernel weight:
                string rows = EmitNames.Local(weight.UpstreamRows);
                string x = weight.ReadsInput ? "inputs" : EmitNames.Local(weight.X);
                EmitStorePadded(writer, plan, weight.Upstream, weight.UpstreamRows);
                EmitUnitLanesCall(writer, plan, names, $"{weight.Name}(in {x}, in {rows}, ref {slab}, rows, accumulate);");
                break;
            case SoftmaxGradientKernel softmax:
                writer.WriteLine($"{softmax.Name}(in {EmitNames.Local(softmax.Upstream)}, in {EmitNames.Local(softmax.Y)}, ref {EmitNames.Local(softmax.Result)}, lanes);");
                break;
            default:
                throw new KeyNotFoundException($"{kernel.GetType().Name} has no backward call.");
        }
    }

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
