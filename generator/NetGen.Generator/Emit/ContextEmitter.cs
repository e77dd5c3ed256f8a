using System.Collections.Generic;

namespace NetGen.Generator;

/// <summary>The members of a network whose training pass needs a context.</summary>
internal static class ContextEmitter
{
    private const string Context = $"{Names.Services}.TrainingContext";
    private const string Interlocked = "global::System.Threading.Interlocked";

    public static void EmitDropoutFields(SourceWriter writer)
    {
        writer.WriteLine($"private ulong {GeneratedNames.DropoutSeedField};");
        writer.WriteLine($"private long {GeneratedNames.DropoutStepField};");
    }

    /// <summary>The context of a call, as a local. A call that fails takes no dropout step.</summary>
    public static void EmitContext(SourceWriter writer, NetworkModel network, bool isTraining, bool hasWeights)
    {
        var arguments = new List<string>();
        bool drops = isTraining && network.Features.HasFlag(NetworkFeatures.Dropout);
        if (hasWeights)
        {
            writer.WriteLine($"double weightFactor = {Names.Services}.RowWeights.Factor(sampleWeights, rows);");
        }

        if (drops)
        {
            arguments.AddRange([GeneratedNames.DropoutSeedField, $"{Interlocked}.Increment(ref {GeneratedNames.DropoutStepField}) - 1"]);
        }

        if (hasWeights)
        {
            arguments.AddRange(drops ? ["0", "sampleWeights", "weightFactor"] : ["sampleWeights", "weightFactor"]);
        }

        writer.WriteLine(arguments.Count == 0 ? $"{Context} context = default;" : $"var context = new {Context}({string.Join(", ", arguments)});");
    }

    public static void EmitMembers(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        if (plan.Graph.Model.Features.HasFlag(NetworkFeatures.Dropout))
        {
            EmitProperty(writer, "ulong DropoutSeed", GeneratedNames.DropoutSeedField, $"{GeneratedNames.DropoutSeedField} = value");
            EmitProperty(
                writer,
                "long DropoutStep",
                $"{Interlocked}.Read(ref {GeneratedNames.DropoutStepField})",
                $"{Interlocked}.Exchange(ref {GeneratedNames.DropoutStepField}, value)");
        }

        // Statistics are of a whole batch, never of a part.
        if (plan.Batch is null)
        {
            EmitPart(writer, plan, names);
        }
    }

    private static void EmitProperty(SourceWriter writer, string declaration, string get, string set)
    {
        MembersEmitter.EmitInherited(writer, $"public {declaration}");
        writer.OpenBlock();
        writer.WriteLine($"get => {get};");
        writer.WriteLine($"set => {set};");
        writer.CloseBlock();
    }

    /// <summary>Backward of a part of a batch. The caller is the runtime, which has checked the lengths.</summary>
    private static void EmitPart(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        MembersEmitter.EmitInherited(
            writer,
            $"float {Names.Services}.IPartialTraining.Backward({Names.ReadOnlySpan}<float> inputs, {Names.ReadOnlySpan}<float> targets, "
            + $"{Names.ReadOnlySpan}<int> labels, {Names.Span}<float> gradients, ref readonly {Context} context)");
        writer.OpenBlock();
        MembersEmitter.EmitClearGaps(writer, plan);
        writer.WriteLine($"return {names.QualifiedEntry}.Train(");
        writer.WriteLine(
            $"    {MembersEmitter.Pool(plan.Training.Scratch)}ref {names.QualifiedEntry}.At({GeneratedNames.ParametersField}, {GeneratedNames.StartField}),");
        writer.WriteLine($"    in {Names.MemoryMarshal}.GetReference(inputs),");
        writer.WriteLine($"    in {Names.MemoryMarshal}.GetReference(targets),");
        writer.WriteLine($"    in {Names.MemoryMarshal}.GetReference(labels),");
        writer.WriteLine($"    ref {Names.MemoryMarshal}.GetReference(gradients),");
        writer.WriteLine("    inputs.Length / InputSize, in context);");
        writer.CloseBlock();
    }
}
