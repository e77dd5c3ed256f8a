namespace NetGen.Generator;

/// <summary>The types between the public methods and the kernels: scratch buffers, the loops over blocks, the choice of vector width.</summary>
internal static class EntryEmitter
{
    public static void Emit(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        EmitEntryPoints(writer, plan, names);
        writer.WriteLine();
        RowSequenceEmitter.EmitEntry(writer, plan, names);
        writer.WriteLine();
        EmitBatch(writer, plan, names);
        writer.WriteLine();
        EmitTraining(writer, plan, names);
        if (plan.Batch is BatchPlan batch)
        {
            BatchStepEmitter.EmitKernel(writer, plan, batch, names);
        }

        foreach (DerivativePlan derivative in plan.Derivatives)
        {
            writer.WriteLine();
            DerivativeEntryEmitter.EmitKernel(writer, plan, derivative, names);
        }

        EmitBuffer(writer, names.RowKernel, plan.Row.Scratch);
        EmitBuffer(writer, names.BatchKernel, plan.Forward.Scratch);
        EmitBuffer(writer, names.TrainingKernel, plan.Training.Scratch);
        foreach (DerivativePlan derivative in plan.Derivatives)
        {
            EmitBuffer(writer, names.DerivativeKernel(DerivativeSignature.Of(derivative)), derivative.Sequence.Scratch);
        }
    }

    /// <summary>Methods without span parameters, so that a frame with a stack buffer needs no guard.</summary>
    private static void EmitEntryPoints(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        Names.EmitSummary(writer, $"What {names.Class} calls: each method takes its scratch from the stack or from the instance's pool");
        writer.WriteLine(Names.Generated);
        writer.OpenBlock($"file static class {names.Entry}");
        Names.EmitMethodOptions(writer);
        Names.EmitSummary(writer, "The first parameter");
        writer.WriteLine(Names.Inlined);
        writer.WriteLine("public static ref float At(float[] memory, int start) =>");
        writer.WriteLine($"    ref {Names.Unsafe}.Add(ref {Names.MemoryMarshal}.GetArrayDataReference(memory), start);");
        writer.WriteLine();
        EmitForwardRow(writer, plan, names);
        writer.WriteLine();
        EmitForward(writer, "ForwardRows", "The outputs of few rows", names.RowKernel, plan.Row.Scratch);
        writer.WriteLine();
        EmitForward(writer, "ForwardBatch", "The outputs of many rows", names.BatchKernel, plan.Forward.Scratch);
        writer.WriteLine();
        EmitForwardAny(writer, plan);
        writer.WriteLine();
        Names.EmitSummary(writer, "The loss of all rows, and its gradient unless gradients is a null reference");
        writer.WriteLine(Names.OwnFrame);
        writer.OpenBlock(
            $"public static float Train({Pool(plan.Training.Scratch)}ref float parameters, ref readonly float inputs, "
            + $"ref readonly float targets, ref readonly int labels, ref float gradients, nint rows{ContextParameter(plan)})");
        bool hasContext = plan.Graph.Model.HasContext;
        string method = hasContext ? "TrainInContext" : "Train";
        string call = plan.Training.Scratch.OnStack
            ? $"{Names.Services}.StackScratch.{method}<{names.TrainingKernel}, {names.TrainingKernel}Buffer>"
            : $"pool.{method}<{names.TrainingKernel}>";
        string arguments = $"(ref parameters, in inputs, in targets, in labels, ref gradients, rows{(hasContext ? ", in context" : "")});";
        EmitLoss(writer, plan, call + arguments);
        writer.CloseBlock();
        if (plan.Batch is not null)
        {
            BatchStepEmitter.EmitEntry(writer, plan, names);
        }

        foreach (DerivativePlan derivative in plan.Derivatives)
        {
            writer.WriteLine();
            DerivativeEntryEmitter.EmitEntry(writer, plan, derivative, names);
        }

        writer.CloseBlock();
    }

    /// <summary>Returns what a call gives, and what the penalties add.</summary>
    public static void EmitLoss(SourceWriter writer, NetworkPlan plan, string call, string gradients = "gradients")
    {
        if (plan.Programs.Penalties.Count == 0)
        {
            writer.WriteLine($"return {call}");
        }
        else
        {
            writer.WriteLine($"float loss = {call}");
            writer.WriteLine();
            writer.WriteLine("// L1 and L2 regularization, once for all rows.");
            foreach (PenaltyTerm term in plan.Programs.Penalties)
            {
                string factors = $"{Literals.Of(term.Penalty.L1)}, {Literals.Of(term.Penalty.L2)}";
                writer.WriteLine($"loss += {Names.Services}.WeightPenalty.Add(ref parameters, ref {gradients}, {Place(plan, term)}, {factors});");
            }

            writer.WriteLine("return loss;");
        }
    }

    /// <summary>Where the weights of a penalty begin, and how many floats they take.</summary>
    public static string Place(NetworkPlan plan, PenaltyTerm term)
    {
        ParameterBlock weight = plan.Layout.Find(term.Weight);
        return $"{Literals.Of(weight.Offset)}, {Literals.Of(weight.RowLength * weight.Parameter.Shape[1])}";
    }

    public static string ContextParameter(NetworkPlan plan) =>
        plan.Graph.Model.HasContext ? $", ref readonly {Names.Services}.TrainingContext context" : "";

    /// <summary>One row: straight to its kernel where registers hold all values, since a frame for scratch would cost another call.</summary>
    private static void EmitForwardRow(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        const string Summary = "The outputs of one row";
        if (RowSequenceEmitter.BitsWithoutScratch(plan) is not int bits)
        {
            EmitForward(writer, "ForwardRow", Summary, names.RowKernel, plan.Row.Scratch, "1");
            return;
        }

        Names.EmitSummary(writer, Summary);
        writer.WriteLine(Names.OptimizedAndInlined);
        writer.OpenBlock("public static void ForwardRow(ref float parameters, ref readonly float inputs, ref float outputs)");
        writer.WriteLine("// Registers of these widths hold every row of values: no scratch.");
        WidthLadder.Emit(
            writer,
            names,
            WidthLadder.Bits(plan.Layout.LaneWidth),
            kernels => $"{kernels}.ForwardRow(ref {Names.Unsafe}.NullRef<float>(), ref parameters, in inputs, ref outputs);",
            bits,
            "ForwardRows(ref parameters, in inputs, ref outputs, 1);");
        writer.CloseBlock();
    }

    private static void EmitForward(SourceWriter writer, string method, string summary, string kernel, ScratchPlan scratch, string rows = "rows")
    {
        Names.EmitSummary(writer, summary);
        writer.WriteLine(Names.OwnFrame);
        writer.OpenBlock($"public static void {method}({Pool(scratch)}ref float parameters, ref readonly float inputs, ref float outputs{(rows == "rows" ? ", nint rows" : "")})");
        string call = scratch.OnStack ? $"{Names.Services}.StackScratch.Forward<{kernel}, {kernel}Buffer>" : $"pool.Forward<{kernel}>";
        writer.WriteLine($"{call}(ref parameters, in inputs, ref outputs, {rows});");
        writer.CloseBlock();
    }

    /// <summary>Apart from the call of one row, whose frame it would make larger.</summary>
    private static void EmitForwardAny(SourceWriter writer, NetworkPlan plan)
    {
        string Argument(ScratchPlan scratch) => scratch.OnStack ? "" : "pool, ";
        int inputs = plan.Graph.Model.InputSize;
        int outputs = plan.Graph.OutputSize;
        Names.EmitSummary(writer, "Checks the lengths, and computes the outputs of any number of rows");
        writer.WriteLine(Names.OwnFrame);
        writer.OpenBlock(
            $"public static void Forward({Pool(plan.Row.Scratch.OnStack ? plan.Forward.Scratch : plan.Row.Scratch)}ref float parameters, "
            + "ref readonly float inputs, int inputsLength, ref float outputs, int outputsLength)");
        writer.WriteLine($"int rows = {Names.Services}.Guard.Rows(inputsLength, {inputs}, outputsLength, {outputs}, nameof(outputs));");
        writer.OpenBlock($"if (rows < {plan.FewRows})");
        writer.WriteLine($"ForwardRows({Argument(plan.Row.Scratch)}ref parameters, in inputs, ref outputs, rows);");
        writer.CloseBlock();
        writer.OpenBlock("else");
        writer.WriteLine($"ForwardBatch({Argument(plan.Forward.Scratch)}ref parameters, in inputs, ref outputs, rows);");
        writer.CloseBlock();
        writer.CloseBlock();
    }

    /// <summary>The parameter for the pool, where a pass needs it.</summary>
    public static string Pool(ScratchPlan scratch) => scratch.OnStack ? "" : $"{Names.Services}.ScratchPool pool, ";

    private static void EmitBatch(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        Names.EmitSummary(writer, $"Rows of {names.Class}, {plan.BlockRows} at a time");
        writer.WriteLine(Names.Generated);
        writer.OpenBlock($"file readonly struct {names.BatchKernel} : {Names.Services}.IForwardKernel");
        Names.EmitSummary(writer, "Runs the pass over each block with the widest registers of the machine");
        writer.WriteLine(Names.AggressivelyInlined);
        writer.OpenBlock("public static void Run(ref float scratch, ref float parameters, ref readonly float inputs, ref float outputs, nint rows)");
        writer.OpenBlock($"for (nint row = 0; row < rows; row += {plan.BlockRows})");
        writer.WriteLine($"ref float x = {Expression.Row("inputs", plan.Graph.Model.InputSize)};");
        writer.WriteLine($"ref float y = ref {Names.Unsafe}.Add(ref outputs, {Expression.Product("row", plan.Graph.OutputSize)});");
        writer.WriteLine($"nint blockRows = global::System.Math.Min({plan.BlockRows}, rows - row);");
        WidthLadder.Emit(writer, names, 512, kernels => $"{kernels}.ForwardBlock(ref scratch, ref parameters, in x, ref y, blockRows);");
        writer.CloseBlock();
        writer.CloseBlock();
        writer.CloseBlock();
    }

    private static void EmitTraining(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        bool isClassifier = plan.Graph.Model.Loss == Loss.CrossEntropy;
        Names.EmitSummary(writer, $"The mean loss of rows of {names.Class} and its gradient, {plan.BlockRows} rows at a time");
        writer.WriteLine(Names.Generated);
        writer.OpenBlock($"file readonly struct {names.TrainingKernel} : {Names.Services}.I{(plan.Graph.Model.HasContext ? "Context" : "")}TrainingKernel");
        Names.EmitSummary(writer, "Runs the pass over each block with the widest registers of the machine");
        writer.WriteLine(Names.AggressivelyInlined);
        writer.OpenBlock(
            "public static float Run(ref float scratch, ref float parameters, ref readonly float inputs, "
            + $"ref readonly float targets, ref readonly int labels, ref float gradients, nint rows{ContextParameter(plan)})");
        EmitMean(writer, plan);
        writer.OpenBlock($"for (nint row = 0; row < rows; row += {plan.BlockRows})");
        writer.WriteLine($"ref float x = {Expression.Row("inputs", plan.Graph.Model.InputSize)};");
        writer.WriteLine($"ref float t = {Expression.Row("targets", plan.Graph.OutputSize)};");
        writer.WriteLine($"ref int label = {Expression.Row("labels", 1)};");
        writer.WriteLine($"nint blockRows = global::System.Math.Min({plan.BlockRows}, rows - row);");
        string more = (isClassifier ? ", hasLabels" : "") + (plan.Graph.Model.HasContext ? ", in context, row" : "");
        WidthLadder.Emit(
            writer, names, 512, kernels => $"loss += {kernels}.TrainBlock(ref scratch, ref parameters, in x, in t, in label, ref gradients, scale, blockRows, row > 0{more});");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine("return (float)(loss / count);");
        writer.CloseBlock();
        writer.CloseBlock();
    }

    /// <summary>What the loss is divided by, and where its sum begins.</summary>
    public static void EmitMean(SourceWriter writer, NetworkPlan plan)
    {
        EmitScale(writer, plan, plan.Graph.Model.SampleWeights ? ", whose weights have the mean 1" : "");
        if (plan.Graph.Model.Loss == Loss.CrossEntropy)
        {
            writer.WriteLine($"bool hasLabels = !{Names.Unsafe}.IsNullRef(in labels);");
        }

        writer.WriteLine("double loss = 0;");
    }

    /// <summary>What the loss is divided by, and so the scale of its gradients.</summary>
    public static void EmitScale(SourceWriter writer, NetworkPlan plan, string weighted = "")
    {
        bool isClassifier = plan.Graph.Model.Loss == Loss.CrossEntropy;
        writer.WriteLine(isClassifier ? $"// The mean is over rows{weighted}." : $"// The mean is over all outputs of all rows{weighted}.");
        writer.WriteLine($"double count = {(isClassifier ? "rows" : Expression.Product("(double)rows", plan.Graph.OutputSize))};");
        writer.WriteLine("float scale = (float)(1 / count);");
    }

    private static void EmitBuffer(SourceWriter writer, string kernel, ScratchPlan scratch)
    {
        if (!scratch.OnStack)
        {
            return;
        }

        writer.WriteLine();
        Names.EmitSummary(writer, $"{scratch.Floats} floats of scratch, and some more to align them");
        writer.WriteLine(Names.Generated);
        string floats = Expression.Sum(Expression.Number(scratch.Floats), $"{Names.Services}.StackScratch.Slack");
        writer.WriteLine($"[global::System.Runtime.CompilerServices.InlineArray({floats})]");
        writer.OpenBlock($"file struct {kernel}Buffer");
        writer.WriteLine("private float _first;");
        writer.CloseBlock();
    }
}
