using System.Linq;

namespace NetGen.Generator;

/// <summary>Prints a plan as the text of the generated file.</summary>
internal static class NetworkEmitter
{
    public static string Emit(NetworkPlan plan)
    {
        NetworkModel network = plan.Graph.Model;
        var names = new EmitNames(network);
        var writer = new SourceWriter();
        HeaderEmitter.Emit(writer, plan);
        writer.WriteLine();
        writer.WriteLine("#nullable enable");

        // What the class derives from, what it is nested in, whether the assembly is CLS compliant and whether it sees the internals of another that is
        // built from the same source is the user's to decide.
        writer.WriteLine("#pragma warning disable CS0108, CS0114, CS0436, CS0693, CS3001, CS3002, CS3003, CS3024");
        writer.WriteLine();
        Names.EmitUsings(writer);
        writer.WriteLine();
        if (network.Namespace.Length > 0)
        {
            writer.WriteLine($"namespace {network.Namespace};");
            writer.WriteLine();
        }

        foreach (ContainingTypeModel type in network.ContainingTypes)
        {
            writer.OpenBlock($"partial {type.Keyword} {type.Name}");
        }

        MembersEmitter.Emit(writer, plan, names);
        foreach (ContainingTypeModel _ in network.ContainingTypes)
        {
            writer.CloseBlock();
        }

        writer.WriteLine();
        DescriptionEmitter.Emit(writer, plan, names);
        writer.WriteLine();
        EntryEmitter.Emit(writer, plan, names);
        writer.WriteLine();

        // Kernels hold no objects, and are long: looking for null in them would take a quarter of the build.
        writer.WriteLine("#nullable disable");
        writer.WriteLine();
        EmitKernels(writer, plan, names);
        return TextLayout.Run(writer.ToString());
    }

    private static void EmitKernels(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        writer.WriteLine("/// <summary>");
        writer.WriteLine($"/// The arithmetic of {names.Class}, once for every vector width: T is the register, S its operations.");
        writer.WriteLine("/// a0, b0, c0 ... are sums kept in registers.");
        writer.WriteLine("/// </summary>");
        writer.WriteLine(Names.Generated);
        writer.WriteLine("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.WriteLine($"internal static class {names.Kernels}<S, T>");
        writer.WriteLine($"    where S : struct, {Names.Numerics}.ISimd<T>");
        writer.WriteLine("    where T : struct");
        writer.OpenBlock();
        Names.EmitMethodOptions(writer);
        RowSequenceEmitter.EmitKernels(writer, plan);
        BlockSequenceEmitter.EmitForward(writer, plan, names);
        BlockSequenceEmitter.EmitTraining(writer, plan, names);
        if (plan.Batch is BatchPlan batch)
        {
            BatchStepEmitter.EmitPhases(writer, plan, batch, names);
        }

        foreach (DerivativePlan derivative in plan.Derivatives)
        {
            DerivativeSequenceEmitter.Emit(writer, plan, derivative, names);
        }

        KernelEmitter.EmitAll(writer, plan);
        if (plan.TrainingKernels.Concat(plan.Derivatives.SelectMany(d => d.Sequence.Kernels)).Any(kernel => kernel is WeightGradientKernel or WeightGradientTangentKernel))
        {
            WeightGradientEmitter.EmitStart(writer);
        }

        writer.CloseBlock();
    }
}
