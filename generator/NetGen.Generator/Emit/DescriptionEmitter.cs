namespace NetGen.Generator;

/// <summary>The static description of the network.</summary>
internal static class DescriptionEmitter
{
    public static void Emit(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        Names.EmitSummary(writer, $"What {names.Class} consists of");
        writer.WriteLine(Names.Generated);
        writer.OpenBlock($"file static class {names.Description}");
        writer.WriteLine($"public const int Storage = {plan.Layout.Storage};");
        writer.WriteLine();
        writer.WriteLine("public static readonly global::NetGen.NetworkDescription Value = new(");
        writer.WriteLine($"    {Literals.Of(names.Class.TrimStart('@'))},");
        writer.WriteLine($"    {plan.Graph.Model.InputSize},");
        writer.WriteLine($"    {plan.Graph.OutputSize},");
        writer.WriteLine($"    global::NetGen.Loss.{plan.Graph.Model.Loss.ToString()},");
        writer.WriteLine("    Storage,");
        writer.WriteLine("    [");
        foreach (ParameterBlock block in plan.Layout.Blocks)
        {
            EmitTensor(writer, block);
        }

        if (plan.Layout.Buffers.Count > 0)
        {
            writer.WriteLine("    ],");
            writer.WriteLine($"    {Literals.Of(plan.Layout.BufferStorage)},");
            writer.WriteLine("    [");
            foreach (ParameterBlock block in plan.Layout.Buffers)
            {
                EmitTensor(writer, block);
            }
        }

        writer.WriteLine("    ])");
        writer.WriteLine("{");
        if (plan.Batch is not null)
        {
            writer.WriteLine("    HasBatchStatistics = true,");
        }

        if (plan.Graph.Model.Scaling is InputScaling scaling)
        {
            writer.WriteLine($"    InputScaling = global::NetGen.InputScaling.{scaling.ToString()},");
        }

        writer.WriteLine("    Layers =");
        writer.WriteLine("    [");
        foreach (LayerNode layer in plan.Graph.Layers)
        {
            writer.WriteLine(
                $"        new(\"layer{layer.Model.Position}\", {Literals.Of(layer.Model.Summary)}, {layer.InputWidth}, {layer.OutputWidth}),");
        }

        writer.WriteLine("    ],");
        writer.WriteLine($"    OneRowStackBytes = {StackBytes(plan.Row.Scratch)},");
        writer.WriteLine($"    ForwardStackBytes = {StackBytes(plan.Forward.Scratch)},");
        writer.WriteLine($"    BackwardStackBytes = {(plan.Batch is null ? StackBytes(plan.Training.Scratch) : 0)},");
        writer.WriteLine("};");
        writer.CloseBlock();
    }

    private static long StackBytes(ScratchPlan scratch) => scratch.OnStack ? scratch.Bytes : 0;

    private static void EmitTensor(SourceWriter writer, ParameterBlock block) => writer.WriteLine(
        $"        new(\"{block.Parameter.Name}\", global::NetGen.TensorRole.{block.Parameter.Role.ToString()}, {block.Offset}, "
        + $"[{string.Join(", ", block.Parameter.Shape)}], [{string.Join(", ", block.Strides)}]),");
}
