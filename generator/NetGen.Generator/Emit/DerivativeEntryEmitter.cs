using System.Linq;

namespace NetGen.Generator;

/// <summary>What lies between the public methods of derivatives and their passes: scratch, the loop over blocks, the choice of vector width.</summary>
internal static class DerivativeEntryEmitter
{
    /// <summary>The method without span parameters that takes scratch from the stack or from the pool.</summary>
    public static void EmitEntry(SourceWriter writer, NetworkPlan plan, DerivativePlan derivative, EmitNames names)
    {
        DerivativeSignature signature = DerivativeSignature.Of(derivative);
        ScratchPlan scratch = derivative.Sequence.Scratch;
        string kernel = names.DerivativeKernel(signature);
        Names.EmitSummary(writer, signature.Summary);
        writer.WriteLine(Names.OwnFrame);
        writer.OpenBlock(
            $"public static {(signature.ReturnsLoss ? "float" : "void")} {signature.Method}({EntryEmitter.Pool(scratch)}ref float parameters, ref readonly float inputs, "
            + $"{signature.Operands}ref float {signature.Result}, nint rows)");
        string nothing = $"{Names.Unsafe}.NullRef<float>()";
        string call = scratch.OnStack ? $"{Names.Services}.StackScratch.Differentiate<{kernel}, {kernel}Buffer>" : $"pool.Differentiate<{kernel}>";
        call += $"(ref parameters, in inputs, in {signature.Operand ?? nothing}, ref {(signature.HasVector ? "vector" : nothing)}, "
            + $"{(signature.HasOutput ? "output" : "0")}, ref {signature.Result}, rows);";
        if (signature.ReturnsLoss)
        {
            EntryEmitter.EmitLoss(writer, plan, call, nothing);
        }
        else
        {
            writer.WriteLine(call);
        }

        if (signature is { HasVector: true, HasLoss: true })
        {
            EmitPenalties(writer, plan);
        }

        writer.CloseBlock();
    }

    /// <summary>The kernel: a pass over each block of rows.</summary>
    public static void EmitKernel(SourceWriter writer, NetworkPlan plan, DerivativePlan derivative, EmitNames names)
    {
        DerivativeSignature signature = DerivativeSignature.Of(derivative);
        Names.EmitSummary(writer, $"{signature.Summary}, for rows of {names.Class}, {plan.BlockRows} at a time");
        writer.WriteLine(Names.Generated);
        writer.OpenBlock($"file readonly struct {names.DerivativeKernel(signature)} : {Names.Services}.IDerivativeKernel");
        Names.EmitSummary(writer, "Runs the pass over each block with the widest registers of the machine");
        writer.WriteLine(Names.AggressivelyInlined);
        writer.OpenBlock(
            "public static float Run(ref float scratch, ref float parameters, ref readonly float inputs, ref readonly float operand, "
            + "ref float vector, nint output, ref float result, nint rows)");
        if (signature.HasLoss)
        {
            EntryEmitter.EmitScale(writer, plan);
        }

        if (signature.ReturnsLoss)
        {
            writer.WriteLine("double loss = 0;");
        }

        writer.OpenBlock($"for (nint row = 0; row < rows; row += {plan.BlockRows})");
        writer.WriteLine($"ref float x = {Expression.Row("inputs", plan.Graph.Model.InputSize)};");
        if (signature.Operand is not null)
        {
            writer.WriteLine($"ref float t = {Expression.Row("operand", plan.Graph.OutputSize)};");
        }

        if (derivative.Program.Result is { } result)
        {
            writer.WriteLine($"ref float y = ref {Names.Unsafe}.Add(ref result, {Expression.Product("row", result.Width)});");
        }

        writer.WriteLine($"nint blockRows = global::System.Math.Min({plan.BlockRows}, rows - row);");
        string arguments = "(ref scratch, ref parameters, in x, "
            + (signature.Operand is null ? "" : "in t, ")
            + (signature.HasVector ? "ref vector, " : "")
            + (signature.HasOutput ? "output, " : "")
            + (signature.IsSlab ? "ref result, " : "ref y, ")
            + (signature.HasLoss ? "scale, " : "")
            + $"blockRows{(signature.IsSlab ? ", row > 0" : "")});";
        WidthLadder.Emit(writer, names, 512, kernels => $"{(signature.ReturnsLoss ? "loss += " : "")}{kernels}.{signature.Pass}{arguments}");
        writer.CloseBlock();
        writer.WriteLine();
        writer.WriteLine(signature.ReturnsLoss ? "return (float)(loss / count);" : "return 0f;");
        writer.CloseBlock();
        writer.CloseBlock();
    }

    /// <summary>The penalties are no part of the passes over rows. Their Hessian is L2 on the diagonal.</summary>
    private static void EmitPenalties(SourceWriter writer, NetworkPlan plan)
    {
        PenaltyTerm[] terms = [.. plan.Programs.Penalties.Where(term => term.Penalty.L2 != 0f)];
        if (terms.Length == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine("// L2 regularization adds L2 times the vector, L1 adds nothing.");
        foreach (PenaltyTerm term in terms)
        {
            writer.WriteLine(
                $"{Names.Services}.WeightPenalty.AddProduct(ref vector, ref product, {EntryEmitter.Place(plan, term)}, {Literals.Of(term.Penalty.L2)});");
        }
    }
}
