using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>The user's partial class: constants, constructor and the members of INetwork.</summary>
internal static class MembersEmitter
{
    public static void Emit(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        bool isClassifier = plan.Graph.Model.Loss == Loss.CrossEntropy;
        EmitHead(writer, plan, names);
        EmitConstants(writer, plan);
        EmitFields(writer, plan);
        EmitConstructor(writer, plan, names);
        EmitDescription(writer, names);
        EmitForward(writer, plan, names);
        EmitTraining(writer, plan, names, hasLabels: false, hasWeights: false);
        if (isClassifier)
        {
            EmitTraining(writer, plan, names, hasLabels: true, hasWeights: false);
        }

        if (plan.Graph.Model.SampleWeights)
        {
            EmitTraining(writer, plan, names, hasLabels: false, hasWeights: true);
        }

        if (plan.Graph.Model.SampleWeights && isClassifier)
        {
            EmitTraining(writer, plan, names, hasLabels: true, hasWeights: true);
        }

        if (plan.Graph.Model.HasContext)
        {
            ContextEmitter.EmitMembers(writer, plan, names);
        }

        foreach (DerivativePlan derivative in plan.Derivatives)
        {
            DerivativeMemberEmitter.Emit(writer, plan, derivative, names);
        }

        EmitTensors(writer, plan, names);
        EmitFiles(writer, plan, names);
        if (HasBuffers(plan))
        {
            EmitBuffers(writer, plan, names);
        }

        EmitMember(writer, "int global::NetGen.INetwork.InputSize => InputSize;");
        EmitMember(writer, "int global::NetGen.INetwork.OutputSize => OutputSize;");
        EmitMember(writer, "int global::NetGen.INetwork.ParameterCount => ParameterCount;");
        writer.CloseBlock();
    }

    private static void EmitHead(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        List<string> bases = [.. NetworkFeatureInterfaces.Bases(plan.Graph.Model.Features)];
        if (plan.Graph.Model.HasContext && plan.Batch is null)
        {
            bases.Add($"{Names.Services}.IPartialTraining");
        }

        if (bases.Count == 1)
        {
            writer.OpenBlock($"partial class {names.Class} : {bases[0]}");
            return;
        }

        writer.WriteLine($"partial class {names.Class} :");
        for (int i = 0; i < bases.Count; i++)
        {
            writer.WriteLine($"    {bases[i]}{(i + 1 < bases.Count ? "," : "")}");
        }

        writer.OpenBlock();
    }

    private static void EmitConstants(SourceWriter writer, NetworkPlan plan)
    {
        Names.EmitSummary(writer, "Number of input features");
        writer.WriteLine($"public const int InputSize = {plan.Graph.Model.InputSize};");
        writer.WriteLine();
        Names.EmitSummary(writer, "Number of outputs");
        writer.WriteLine($"public const int OutputSize = {plan.Graph.OutputSize};");
        writer.WriteLine();
        Names.EmitSummary(writer, "Number of trainable scalars, padding not counted");
        writer.WriteLine($"public const int ParameterCount = {plan.Graph.ParameterCount};");
        writer.WriteLine();
    }

    private static void EmitFields(SourceWriter writer, NetworkPlan plan)
    {
        writer.WriteLine($"private readonly float[] {GeneratedNames.ParametersField};");
        writer.WriteLine($"private readonly int {GeneratedNames.StartField};");
        int pooled = 0;
        ScratchPlan[] all = [plan.Row.Scratch, plan.Forward.Scratch, plan.Training.Scratch, .. plan.Derivatives.Select(d => d.Sequence.Scratch)];
        foreach (ScratchPlan scratch in all)
        {
            pooled = scratch.OnStack ? pooled : System.Math.Max(pooled, scratch.Floats);
        }

        if (plan.Batch is BatchPlan batch)
        {
            writer.WriteLine(
                $"private readonly {Names.Services}.BatchPool {GeneratedNames.BatchField} = new({Literals.Of(batch.FixedFloats(plan.BlockStride))}, "
                + $"{Literals.Of(batch.BlockFloats(plan.BlockStride))}, {Literals.Of(plan.BlockRows)});");
        }

        if (pooled > 0)
        {
            writer.WriteLine($"private readonly {Names.Services}.ScratchPool {GeneratedNames.ScratchField} = new({pooled});");
        }

        if (plan.Graph.Model.Features.HasFlag(NetworkFeatures.Dropout))
        {
            ContextEmitter.EmitDropoutFields(writer);
        }
    }

    private static void EmitConstructor(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        writer.WriteLine();
        Names.EmitSummary(writer, "Makes a network with initialized parameters");
        writer.WriteLine("/// <param name=\"seed\">The same seed gives the same parameters on every machine.</param>");
        writer.WriteLine(Names.Generated);
        writer.OpenBlock($"public {names.Class}(ulong seed = 0)");
        writer.WriteLine($"{GeneratedNames.ParametersField} = {Names.Services}.ParameterMemory.Allocate({plan.Layout.Storage + plan.Layout.BufferStorage}, out {GeneratedNames.StartField});");
        if (plan.Graph.Model.Features.HasFlag(NetworkFeatures.Dropout))
        {
            writer.WriteLine($"{GeneratedNames.DropoutSeedField} = seed;");
        }

        writer.WriteLine("var random = new global::NetGen.Xoshiro256(seed);");
        int index = 0;
        foreach (ParameterBlock block in plan.Layout.Blocks)
        {
            ParameterNode parameter = block.Parameter;
            if (parameter.Start != 0f)
            {
                EmitFill(writer, "Parameters", block);
            }
            else if (parameter.Initializer != Initializer.Zeros)
            {
                writer.WriteLine(
                    $"{Names.Services}.ParameterInitializer.Fill(Tensors[{index}], global::NetGen.Initializer.{parameter.Initializer.ToString()}, "
                    + $"{parameter.FanIn}, {parameter.FanOut}, ref random, Parameters);");
            }

            index++;
        }

        foreach (ParameterBlock block in plan.Layout.Buffers.Where(block => block.Parameter.Start != 0f))
        {
            EmitFill(writer, GeneratedNames.TensorsProperty, block);
        }

        writer.CloseBlock();
    }

    private static void EmitFill(SourceWriter writer, string slab, ParameterBlock block) =>
        writer.WriteLine($"{slab}.Slice({block.Offset}, {block.Parameter.Length}).Fill({Literals.Of(block.Parameter.Start)});");

    private static void EmitDescription(SourceWriter writer, EmitNames names)
    {
        writer.WriteLine();
        Names.EmitSummary(writer, "All tensors: names, shapes and places in the parameter slab");
        EmitMember(
            writer, $"public static global::System.Collections.Generic.IReadOnlyList<global::NetGen.TensorDescription> Tensors => {names.QualifiedDescription}.Value.Tensors;", false);
        EmitInherited(writer, $"public global::NetGen.NetworkDescription Description => {names.QualifiedDescription}.Value;");
        EmitInherited(writer, $"public int ParameterStorage => {names.QualifiedDescription}.Storage;");
        EmitInherited(
            writer,
            $"public {Names.Span}<float> Parameters => {Names.MemoryMarshal}.CreateSpan(ref {names.QualifiedEntry}.At({GeneratedNames.ParametersField}, {GeneratedNames.StartField}), {names.QualifiedDescription}.Storage);");
    }

    private static void EmitForward(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        EmitInherited(writer, $"public void Forward({Names.ReadOnlySpan}<float> inputs, {Names.Span}<float> outputs)");
        writer.OpenBlock();
        writer.WriteLine($"ref float parameters = ref {names.QualifiedEntry}.At({GeneratedNames.ParametersField}, {GeneratedNames.StartField});");
        writer.WriteLine($"ref float x = ref {Names.MemoryMarshal}.GetReference(inputs);");
        writer.WriteLine($"ref float y = ref {Names.MemoryMarshal}.GetReference(outputs);");
        writer.OpenBlock("if (inputs.Length == InputSize && outputs.Length == OutputSize)");
        writer.WriteLine($"{names.QualifiedEntry}.ForwardRow({Pool(plan.Row.Scratch)}ref parameters, in x, ref y);");
        writer.CloseBlock();
        writer.OpenBlock("else");
        string pool = plan.Row.Scratch.OnStack ? Pool(plan.Forward.Scratch) : Pool(plan.Row.Scratch);
        writer.WriteLine($"{names.QualifiedEntry}.Forward({pool}ref parameters, in x, inputs.Length, ref y, outputs.Length);");
        writer.CloseBlock();
        writer.CloseBlock();
    }

    private static void EmitTraining(SourceWriter writer, NetworkPlan plan, EmitNames names, bool hasLabels, bool hasWeights)
    {
        EmitTraining(writer, plan, names, "Backward", hasGradients: true, hasLabels, hasWeights);
        EmitTraining(writer, plan, names, "ComputeLoss", hasGradients: false, hasLabels, hasWeights);
    }

    private static void EmitTraining(
        SourceWriter writer, NetworkPlan plan, EmitNames names, string method, bool hasGradients, bool hasLabels, bool hasWeights)
    {
        string weights = hasWeights ? $", {Names.ReadOnlySpan}<float> sampleWeights" : "";
        string targets = hasLabels ? $"{Names.ReadOnlySpan}<int> labels" : $"{Names.ReadOnlySpan}<float> targets";
        string gradients = hasGradients ? $", {Names.Span}<float> gradients" : "";
        EmitInherited(writer, $"public float {method}({Names.ReadOnlySpan}<float> inputs, {targets}{weights}{gradients})");
        writer.OpenBlock();
        string size = hasLabels ? "1, nameof(labels)" : "OutputSize, nameof(targets)";
        writer.WriteLine($"int rows = {Names.Services}.Guard.Rows(inputs.Length, InputSize, {(hasLabels ? "labels" : "targets")}.Length, {size});");
        writer.WriteLine($"{Names.Services}.Guard.NotEmpty(rows, InputSize);");
        if (hasLabels)
        {
            writer.WriteLine($"{Names.Services}.Guard.Labels(labels, OutputSize);");
        }

        if (hasGradients)
        {
            writer.WriteLine($"{Names.Services}.Guard.Gradients(gradients.Length, {names.QualifiedDescription}.Storage);");
        }

        if (hasGradients && plan.Batch is BatchPlan batch)
        {
            string layer = batch.Normalizations.First().Tensors.Layer;
            writer.WriteLine($"{Names.Services}.Guard.BatchStatistics(rows, \"{layer}\");");
        }

        if (plan.Graph.Model.HasContext)
        {
            ContextEmitter.EmitContext(writer, plan.Graph.Model, hasGradients, hasWeights);
        }

        if (hasGradients)
        {
            EmitClearGaps(writer, plan);
        }

        bool isStep = hasGradients && plan.Batch is not null;
        writer.WriteLine($"return {names.QualifiedEntry}.{(isStep ? "TrainStep" : "Train")}(");
        writer.WriteLine($"    {(isStep ? $"{GeneratedNames.BatchField}, " : Pool(plan.Training.Scratch))}ref {names.QualifiedEntry}.At({GeneratedNames.ParametersField}, {GeneratedNames.StartField}),");
        writer.WriteLine($"    in {Names.MemoryMarshal}.GetReference(inputs),");
        writer.WriteLine($"    in {(hasLabels ? $"{Names.Unsafe}.NullRef<float>()" : $"{Names.MemoryMarshal}.GetReference(targets)")},");
        writer.WriteLine($"    in {(hasLabels ? $"{Names.MemoryMarshal}.GetReference(labels)" : $"{Names.Unsafe}.NullRef<int>()")},");
        writer.WriteLine($"    ref {(hasGradients ? $"{Names.MemoryMarshal}.GetReference(gradients)" : $"{Names.Unsafe}.NullRef<float>()")},");
        writer.WriteLine($"    rows{(plan.Graph.Model.HasContext ? ", in context" : "")});");
        writer.CloseBlock();
    }

    /// <summary>Between the blocks of parameters lies padding. The kernels of a small network write it, those of any other don't.</summary>
    public static void EmitClearGaps(SourceWriter writer, NetworkPlan plan)
    {
        if (!plan.Training.Kernels.Any(kernel => kernel is LaneGradientKernel))
        {
            EmitClearGaps(writer, plan, "gradients");
        }
    }

    /// <summary>The same for the slab of another pass.</summary>
    public static void EmitClearGaps(SourceWriter writer, NetworkPlan plan, string slab)
    {
        for (int i = 0; i < plan.Layout.Blocks.Count; i++)
        {
            ParameterBlock block = plan.Layout.Blocks[i];
            bool isZero = plan.Programs.Training.Ops.Any(op => op is ZeroGradientOp && Fusion.ParameterOf(op.Result).Name == block.Parameter.Name);
            int end = isZero ? block.Offset : block.Offset + (block.RowLength * (block.Parameter.Shape.Count == 2 ? block.Parameter.Shape[1] : 1));
            int next = i + 1 < plan.Layout.Blocks.Count ? plan.Layout.Blocks[i + 1].Offset : plan.Layout.Storage;
            if (end < next)
            {
                writer.WriteLine($"{slab}.Slice({end}, {next - end}).Clear();");
            }
        }
    }

    private static void EmitTensors(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        EmitInherited(writer, $"public void Update<TOptimizer>(TOptimizer optimizer, {Names.ReadOnlySpan}<float> gradients)");
        writer.WriteLine("    where TOptimizer : global::NetGen.IOptimizer");
        writer.OpenBlock();
        writer.WriteLine($"{Names.Services}.Guard.Gradients(gradients.Length, {names.QualifiedDescription}.Storage);");
        writer.OpenBlock("if (optimizer is null)");
        writer.WriteLine("throw new global::System.ArgumentNullException(nameof(optimizer));");
        writer.CloseBlock();
        writer.WriteLine();
        // With arguments that call nothing, the compiler needs no copy of the optimizer before them.
        writer.WriteLine($"{Names.Span}<float> parameters = Parameters;");
        writer.WriteLine($"global::NetGen.NetworkDescription description = {names.QualifiedDescription}.Value;");
        writer.WriteLine("optimizer.Step(parameters, gradients, description);");
        writer.CloseBlock();
        EmitInherited(
            writer,
            $"public void GetTensor(string name, {Names.Span}<float> destination) => {Names.Services}.TensorAccess.Get({names.QualifiedDescription}.Value.Tensor(name), {Slab(plan)}, destination);");
        EmitInherited(
            writer,
            $"public void SetTensor(string name, {Names.ReadOnlySpan}<float> source) => {Names.Services}.TensorAccess.Set({names.QualifiedDescription}.Value.Tensor(name), {Slab(plan)}, source);");
        writer.WriteLine();
        Names.EmitSummary(writer, "Copies the gradient of a tensor out of a gradient slab, row-major, in PyTorch's shape");
        writer.WriteLine("/// <param name=\"gradients\">A slab as Backward writes it.</param>");
        writer.WriteLine("/// <param name=\"name\">A tensor's name, such as <c>layer1.weight</c>.</param>");
        writer.WriteLine("/// <param name=\"destination\">As many values as the tensor has, written.</param>");
        writer.WriteLine(Names.Generated);
        writer.OpenBlock($"public static void GetGradient({Names.ReadOnlySpan}<float> gradients, string name, {Names.Span}<float> destination)");
        writer.WriteLine($"{Names.Services}.Guard.Gradients(gradients.Length, {names.QualifiedDescription}.Storage);");
        writer.WriteLine($"{Names.Services}.TensorAccess.Get({names.QualifiedDescription}.Value.Tensor(name), gradients, destination);");
        writer.CloseBlock();
    }

    private static void EmitFiles(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        foreach (string parameter in new[] { "string path", "global::System.IO.Stream stream" })
        {
            string argument = parameter.Substring(parameter.LastIndexOf(' ') + 1);
            EmitInherited(
                writer, $"public void Save({parameter}) => global::NetGen.CompilerServices.NetworkFile.Save({names.QualifiedDescription}.Value, {Slab(plan)}, {argument});");
            EmitInherited(
                writer, $"public void Load({parameter}) => global::NetGen.CompilerServices.NetworkFile.Load({names.QualifiedDescription}.Value, {Slab(plan)}, {argument});");
        }
    }

    /// <summary>Explicit where no user member can be in the way.</summary>
    private static void EmitBuffers(SourceWriter writer, NetworkPlan plan, EmitNames names)
    {
        string span = $"{Names.MemoryMarshal}.CreateSpan(ref {names.QualifiedEntry}.At({GeneratedNames.ParametersField}, {GeneratedNames.StartField}), ";
        EmitMember(
            writer,
            $"private {Names.Span}<float> {GeneratedNames.TensorsProperty} => {span}{Literals.Of(plan.Layout.Storage + plan.Layout.BufferStorage)});");
        EmitMember(writer, $"{Names.Span}<float> global::NetGen.INetwork.Buffers => {GeneratedNames.TensorsProperty}.Slice({Literals.Of(plan.Layout.Storage)});");
    }

    private static bool HasBuffers(NetworkPlan plan) => plan.Layout.Buffers.Count > 0;

    /// <summary>The span that all tensors lie in.</summary>
    private static string Slab(NetworkPlan plan) => HasBuffers(plan) ? GeneratedNames.TensorsProperty : "Parameters";

    /// <summary>The argument for the pool, where a pass needs it.</summary>
    public static string Pool(ScratchPlan scratch) => scratch.OnStack ? "" : $"{GeneratedNames.ScratchField}, ";

    /// <summary>A member that the interface documents.</summary>
    public static void EmitInherited(SourceWriter writer, string declaration)
    {
        writer.WriteLine();
        writer.WriteLine("/// <inheritdoc />");
        writer.WriteLine(Names.Generated);
        writer.WriteLine(declaration);
    }

    private static void EmitMember(SourceWriter writer, string declaration, bool separate = true)
    {
        if (separate)
        {
            writer.WriteLine();
        }

        writer.WriteLine(Names.Generated);
        writer.WriteLine(declaration);
    }
}
