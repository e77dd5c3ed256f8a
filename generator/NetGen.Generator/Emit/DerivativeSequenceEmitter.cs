using System.Linq;

namespace NetGen.Generator;

/// <summary>The passes of derivatives over a block of rows: the methods that call the kernels in order.</summary>
internal static class DerivativeSequenceEmitter
{
    public static void Emit(SourceWriter writer, NetworkPlan plan, DerivativePlan derivative, EmitNames names)
    {
        DerivativeSignature signature = DerivativeSignature.Of(derivative);
        writer.WriteLine();
        Names.EmitSummary(writer, $"{signature.Summary}, up to {Literals.Of(plan.BlockRows)} rows{(signature.ReturnsLoss ? ". Returns the summed loss" : "")}");
        writer.WriteLine(Names.OwnFrame);
        writer.OpenBlock(
            $"public static {(signature.ReturnsLoss ? "float" : "void")} {signature.Pass}(ref float scratch, ref float parameters, ref readonly float inputs, "
            + $"{signature.Operands}ref float {signature.Result}, {(signature.HasLoss ? "float scale, " : "")}nint rows{(signature.IsSlab ? ", bool accumulate" : "")})");
        BlockSequenceEmitter.DeclareValues(writer, plan, derivative.Sequence, derivative.Sequence.Kernels);
        writer.WriteLine($"nint lanes = {Names.Services}.Block.Lanes(rows);");
        EmitLoads(writer, plan, derivative, signature);
        string section = "";
        foreach (Kernel kernel in derivative.Sequence.Kernels)
        {
            if (Section(kernel) is string next && next != section)
            {
                section = next;
                writer.WriteLine();
                writer.WriteLine($"// {section}.");
            }

            EmitCall(writer, plan, names, kernel, signature);
        }

        if (derivative.Program.Result is { } result)
        {
            writer.WriteLine();
            writer.WriteLine($"{Names.Services}.Block.Store(in {EmitNames.Local(result)}, {plan.BlockStride}, rows, ref {signature.Result}, {result.Width});");
        }

        if (signature.ReturnsLoss)
        {
            writer.WriteLine("return loss;");
        }

        writer.CloseBlock();
    }

    private static void EmitLoads(SourceWriter writer, NetworkPlan plan, DerivativePlan derivative, DerivativeSignature signature)
    {
        Value input = plan.Programs.Input, target = plan.Programs.Target;
        if (derivative.Sequence.Kernels.Any(kernel => kernel.Reads.Contains(input)))
        {
            BlockSequenceEmitter.EmitLoadInput(writer, plan);
        }

        if (signature.HasLoss)
        {
            writer.WriteLine($"{Names.Services}.Block.Load(in targets, {target.Width}, rows, ref target, {plan.BlockStride});");
        }

        if (derivative.Program.OutputGradient is { } seed)
        {
            writer.WriteLine(signature.HasOutput
                ? $"{Names.Services}.Block.LoadUnit(output, {seed.Width}, lanes, ref {EmitNames.Local(seed)}, {plan.BlockStride});"
                : $"{Names.Services}.Block.Load(in vector, {seed.Width}, rows, ref {EmitNames.Local(seed)}, {plan.BlockStride});");
        }
    }

    /// <summary>What the kernels from this one on do.</summary>
    private static string Section(Kernel kernel)
    {
        Value value = kernel.Writes[0];
        bool isTangent = value.IsTangent;
        return kernel is LossKernel or LossTangentKernel ? "Loss"
            : (isTangent ? value with { Name = value.OriginName } : value).IsGradient ? "Backward"
            : isTangent ? "Tangents of the forward pass"
            : "Forward";
    }

    private static void EmitCall(SourceWriter writer, NetworkPlan plan, EmitNames names, Kernel kernel, DerivativeSignature signature)
    {
        switch (kernel)
        {
            case LossKernel loss:
                BlockSequenceEmitter.EmitLossCall(writer, loss, signature.ReturnsLoss ? "float loss = " : "");
                break;
            case WeightGradientTangentKernel weight:
                BlockSequenceEmitter.EmitStorePadded(writer, plan, weight.UpstreamTangent, weight.TangentRows);
                BlockSequenceEmitter.EmitStorePadded(writer, plan, weight.Upstream, weight.UpstreamRows);
                BlockSequenceEmitter.EmitUnitLanesCall(
                    writer,
                    plan,
                    names,
                    $"{weight.Name}(in {EmitNames.Local(weight.X)}, in {EmitNames.Local(weight.TangentRows)}, in {EmitNames.Local(weight.XTangent)}, "
                    + $"in {EmitNames.Local(weight.UpstreamRows)}, ref {signature.Result}, rows, accumulate);");
                break;
            case ScaleGradientTangentKernel scale:
                writer.WriteLine(
                    $"{scale.Name}(in {EmitNames.Local(scale.X)}, in {EmitNames.Local(scale.UpstreamTangent)}, in {EmitNames.Local(scale.XTangent)}, "
                    + $"in {EmitNames.Local(scale.Upstream)}, ref {EmitNames.Local(scale.Products)}, ref {signature.Result}, rows, lanes, accumulate);");
                break;
            case TangentKernel tangent:
                writer.WriteLine(
                    $"{tangent.Name}({(tangent.ReadsParameters ? "ref parameters, " : "")}{(tangent.ReadsVector ? "ref vector, " : "")}"
                    + $"{BlockSequenceEmitter.Reads(tangent)}ref {EmitNames.Local(tangent.Writes[0])}, {(tangent is LossTangentKernel ? "scale, " : "")}lanes);");
                break;
            default:
                BlockSequenceEmitter.EmitCall(writer, plan, names, kernel, signature.Result);
                break;
        }
    }
}
