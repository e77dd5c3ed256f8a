using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>The training step of a network with batch normalization: the loops over blocks, and the phases that they run.</summary>
internal static class BatchStepEmitter
{
    /// <summary>The entry point, without span parameters.</summary>
    public static void EmitEntry(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        writer.WriteLine();
        Names.EmitSummary(writer, "The loss of all rows with the statistics of the batch, its gradient, and the running statistics");
        writer.WriteLine(Names.OwnFrame);
        writer.OpenBlock(
            $"public static float TrainStep({Names.Services}.BatchPool pool, ref float parameters, ref readonly float inputs, "
            + $"ref readonly float targets, ref readonly int labels, ref float gradients, int rows{EntryEmitter.ContextParameter(plan)})");
        (string method, string context) = plan.Graph.Model.HasContext ? ("TrainInContext", ", in context") : ("Train", "");
        EntryEmitter.EmitLoss(
            writer, plan, $"pool.{method}<{names.StepKernel}>(ref parameters, in inputs, in targets, in labels, ref gradients, rows{context});");
        writer.CloseBlock();
    }

    /// <summary>The struct that BatchPool runs.</summary>
    public static void EmitKernel(SourceWriter writer, NetworkPlan plan, BatchPlan batch, EmitNames names)
    {
        writer.WriteLine();
        Names.EmitSummary(
            writer, $"A training step of {names.Class}: {batch.Phases.Count} phases, each over all rows, {plan.BlockRows} at a time");
        writer.WriteLine(Names.Generated);
        writer.OpenBlock($"file readonly struct {names.StepKernel} : {Names.Services}.I{(plan.Graph.Model.HasContext ? "Context" : "")}TrainingKernel");
        Names.EmitSummary(writer, "Runs the phases with the widest registers of the machine");
        writer.WriteLine(Names.AggressivelyInlined);
        writer.OpenBlock(
            "public static float Run(ref float scratch, ref float parameters, ref readonly float inputs, "
            + $"ref readonly float targets, ref readonly int labels, ref float gradients, nint rows{EntryEmitter.ContextParameter(plan)})");
        EntryEmitter.EmitMean(writer, plan);
        writer.WriteLine();
        writer.WriteLine($"// What later phases need of each block, {Literals.Of(batch.BlockFloats(plan.BlockStride))} floats.");
        writer.WriteLine($"ref float kept = ref {Names.Unsafe}.Add(ref scratch, {Literals.Of(batch.FixedFloats(plan.BlockStride))});");
        for (int i = 0; i < batch.Phases.Count; i++)
        {
            writer.WriteLine();
            EmitLoop(writer, plan, batch, names, i);
        }

        writer.WriteLine();
        writer.WriteLine("return (float)(loss / count);");
        writer.CloseBlock();
        writer.CloseBlock();
    }

    /// <summary>The phases of one block. Inside the generic kernel class.</summary>
    public static void EmitPhases(SourceWriter writer, NetworkPlan plan, BatchPlan batch, EmitNames names)
    {
        for (int i = 0; i < batch.Phases.Count; i++)
        {
            EmitPhase(writer, plan, batch, names, i);
        }
    }

    private static void EmitLoop(SourceWriter writer, NetworkPlan plan, BatchPlan batch, EmitNames names, int index)
    {
        BatchPhase phase = batch.Phases[index];
        var needs = new Needs(plan, batch, phase);
        writer.WriteLine($"// Phase {Literals.Of(index + 1)}: {Describe(batch, index)}.");
        if (phase.Normalization is BatchNormKernel norm)
        {
            EmitStatistics(writer, plan, batch, norm);
        }

        writer.OpenBlock($"for (nint row = 0; row < rows; row += {Literals.Of(plan.BlockRows)})");
        if (needs.Inputs)
        {
            writer.WriteLine($"ref float x = {Expression.Row("inputs", plan.Graph.Model.InputSize)};");
        }

        if (needs.Loss)
        {
            writer.WriteLine($"ref float t = {Expression.Row("targets", plan.Graph.OutputSize)};");
            writer.WriteLine($"ref int label = {Expression.Row("labels", 1)};");
        }

        writer.WriteLine($"ref float block = ref {Names.Unsafe}.Add(ref kept, row / {Literals.Of(plan.BlockRows)} * {Literals.Of(batch.BlockFloats(plan.BlockStride))});");
        writer.WriteLine($"nint blockRows = global::System.Math.Min({Literals.Of(plan.BlockRows)}, rows - row);");
        string call = $"TrainPhase{Literals.Of(index + 1)}({needs.Arguments});";
        WidthLadder.Emit(writer, names, 512, kernels => $"{(needs.Loss ? "loss += " : "")}{kernels}.{call}");
        writer.CloseBlock();
    }

    private static void EmitStatistics(SourceWriter writer, NetworkPlan plan, BatchPlan batch, BatchNormKernel norm)
    {
        int stride = plan.BlockStride;
        BatchNormTensors tensors = norm.Tensors;
        writer.WriteLine($"{Names.Services}.BatchStatistics.Compute(");
        int offset = batch.Kept.OffsetOf(norm.X) * stride;
        writer.WriteLine($"    in {(offset == 0 ? "kept" : $"{Names.Unsafe}.Add(ref kept, {Literals.Of(offset)})")},");
        writer.WriteLine($"    {Literals.Of(batch.BlockFloats(stride))}, {Literals.Of(stride)}, {Literals.Of(plan.BlockRows)}, rows,");
        writer.WriteLine($"    {Literals.Of(norm.X.Width)}, {Literals.Of(norm.Epsilon)},");
        writer.WriteLine($"    ref {Names.Unsafe}.Add(ref scratch, {Literals.Of(batch.StatisticsOffset(tensors, stride))}), {Literals.Of(tensors.Scale.RowLength)},");
        writer.WriteLine($"    ref {Names.Unsafe}.Add(ref parameters, {Literals.Of(tensors.Mean.Offset)}),");
        writer.WriteLine($"    ref {Names.Unsafe}.Add(ref parameters, {Literals.Of(tensors.Variance.Offset)}), {Literals.Of(norm.Momentum)});");
    }

    private static void EmitPhase(SourceWriter writer, NetworkPlan plan, BatchPlan batch, EmitNames names, int index)
    {
        BatchPhase phase = batch.Phases[index];
        var needs = new Needs(plan, batch, phase);
        writer.WriteLine();
        Names.EmitSummary(writer, $"Up to {Literals.Of(plan.BlockRows)} rows: {Describe(batch, index)}{(needs.Loss ? ". Returns the summed loss" : "")}");
        writer.WriteLine(Names.OwnFrame);
        writer.OpenBlock($"public static {(needs.Loss ? "float" : "void")} TrainPhase{Literals.Of(index + 1)}({needs.Parameters})");
        DeclareValues(writer, plan, batch, phase);
        writer.WriteLine($"nint lanes = {Names.Services}.Block.Lanes(rows);");
        if (batch.LoadsInput(phase))
        {
            BlockSequenceEmitter.EmitLoadInput(writer, plan);
        }

        if (needs.Loss)
        {
            BlockSequenceEmitter.EmitLoadTarget(writer, plan);
        }

        writer.WriteLine();
        foreach (Kernel kernel in phase.Kernels)
        {
            EmitCall(writer, plan, names, kernel);
            if (kernel is LossKernel)
            {
                writer.WriteLine();
                writer.WriteLine("// Backward.");
            }
        }

        if (needs.Loss)
        {
            writer.WriteLine();
            writer.WriteLine("return loss;");
        }

        writer.CloseBlock();
    }

    private static void EmitCall(SourceWriter writer, NetworkPlan plan, EmitNames names, Kernel kernel)
    {
        switch (kernel)
        {
            case BatchNormKernel norm:
                writer.WriteLine(
                    $"{norm.Name}(ref parameters, in {Statistics(norm.Tensors)}, in {EmitNames.Local(norm.X)}, ref {EmitNames.Local(norm.Y)}, lanes);");
                break;
            case BatchNormSumsKernel sums:
                writer.WriteLine(
                    $"{sums.Name}(in {Statistics(sums.Tensors)}, in {EmitNames.Local(sums.X)}, in {EmitNames.Local(sums.Upstream)}, "
                    + $"ref {EmitNames.Local(sums.Products)}, ref gradients, rows, lanes, accumulate);");
                break;
            case BatchNormGradientKernel gradient:
                writer.WriteLine(
                    $"{gradient.Name}(ref parameters, in {Statistics(gradient.Tensors)}, in gradients, in {EmitNames.Local(gradient.Upstream)}, "
                    + $"in {EmitNames.Local(gradient.X)}, ref {EmitNames.Local(gradient.Result)}, batchRows, lanes);");
                break;
            default:
                BlockSequenceEmitter.EmitCall(writer, plan, names, kernel);
                break;
        }
    }

    private static void DeclareValues(SourceWriter writer, NetworkPlan plan, BatchPlan batch, BatchPhase phase)
    {
        IEnumerable<Value> values = phase.Kernels.SelectMany(kernel => kernel.Reads.Concat(kernel.Writes));
        foreach (Value value in (batch.LoadsInput(phase) ? [batch.Input] : Enumerable.Empty<Value>()).Concat(values).Distinct())
        {
            writer.WriteLine(batch.Keeps(value)
                ? BlockSequenceEmitter.Declare(value, batch.Kept.OffsetOf(value) * plan.BlockStride, "block")
                : BlockSequenceEmitter.Declare(value, phase.Buffers.OffsetOf(value) * plan.BlockStride));
        }

        foreach (BatchNormTensors tensors in phase.Kernels.Select(TensorsOf).OfType<BatchNormTensors>().Distinct())
        {
            int offset = batch.StatisticsOffset(tensors, plan.BlockStride);
            writer.WriteLine($"ref float {Statistics(tensors)} = ref {Names.Unsafe}.Add(ref scratch, {Literals.Of(offset)});");
        }
    }

    private static BatchNormTensors? TensorsOf(Kernel kernel) => kernel switch
    {
        BatchNormKernel norm => norm.Tensors,
        BatchNormSumsKernel sums => sums.Tensors,
        BatchNormGradientKernel gradient => gradient.Tensors,
        _ => null,
    };

    private static string Statistics(BatchNormTensors tensors) => $"{tensors.Layer}Statistics";

    private static int LossPhase(BatchPlan batch) => batch.Phases.ToList().FindIndex(phase => phase.Kernels.Any(kernel => kernel is LossKernel));

    private static string Describe(BatchPlan batch, int index)
    {
        BatchPhase phase = batch.Phases[index];
        string next = index + 1 < batch.Phases.Count && batch.Phases[index + 1].Normalization is BatchNormKernel norm
            ? $"forward to the inputs of {norm.Tensors.Layer}"
            : phase.Kernels.OfType<BatchNormSumsKernel>().LastOrDefault() is BatchNormSumsKernel sums ? $"backward to {sums.Tensors.Layer}" : "backward to the inputs";
        return index == LossPhase(batch) ? $"forward, loss, {next}" : next;
    }

    /// <summary>What a phase is given.</summary>
    private sealed class Needs
    {
        private readonly List<(string Declaration, string Argument)> _parameters =
            [("ref float scratch", "ref scratch"), ("ref float block", "ref block"), ("ref float parameters", "ref parameters")];

        public Needs(NetworkPlan plan, BatchPlan batch, BatchPhase phase)
        {
            Inputs = batch.LoadsInput(phase) || phase.Kernels.Any(kernel => kernel is DenseRowsKernel or WeightGradientKernel { ReadsInput: true });
            Loss = phase.Kernels.Any(kernel => kernel is LossKernel);
            bool needsSums = phase.Kernels.Any(kernel => kernel is BatchNormGradientKernel);
            bool givesGradients = phase.Kernels.Any(kernel => kernel is WeightGradientKernel or ScaleGradientKernel or BatchNormSumsKernel);
            Add(Inputs, "ref readonly float inputs", "in x");
            Add(Loss, "ref readonly float targets", "in t");
            Add(Loss, "ref readonly int labels", "in label");
            Add(needsSums || givesGradients, "ref float gradients", "ref gradients");
            Add(Loss, "float scale", "scale");
            Add(needsSums, "float batchRows", "rows");
            Add(true, "nint rows", "blockRows");
            bool needsContext = phase.Kernels.Any(kernel => kernel is DropoutMaskKernel) || (Loss && plan.Programs.Weights is not null);
            Add(needsContext, $"ref readonly {Names.Services}.TrainingContext context", "in context");
            Add(needsContext, "nint firstRow", "row");
            Add(givesGradients, "bool accumulate", "row > 0");
            Add(Loss && plan.Graph.Model.Loss == NetGen.Loss.CrossEntropy, "bool hasLabels", "hasLabels");
        }

        public bool Inputs { get; }

        public bool Loss { get; }

        public string Parameters => string.Join(", ", _parameters.Select(parameter => parameter.Declaration));

        public string Arguments => string.Join(", ", _parameters.Select(parameter => parameter.Argument));

        private void Add(bool isNeeded, string declaration, string argument)
        {
            if (isNeeded)
            {
                _parameters.Add((declaration, argument));
            }
        }
    }
}
