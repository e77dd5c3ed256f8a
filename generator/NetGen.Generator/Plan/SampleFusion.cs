using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>
/// The passes of a network of narrow layers: one kernel keeps all values of a sample in registers, unless there are too many of them. The weight gradients, too
/// narrow for vectors of units, have their lanes across samples.
/// </summary>
internal static class SampleFusion
{
    private const int WidestLayer = 16;

    /// <summary>Inlined operations of the kernel; beyond 600 the JIT runs out of locals.</summary>
    private const int OperationLimit = 480;

    /// <summary>Vector registers of a machine without AVX-512.</summary>
    private const int Registers = 16;

    /// <summary>Vector registers of a machine with AVX-512.</summary>
    private const int WideRegisters = 32;

    /// <summary>Registers that the functions of a layer take beside the values of samples.</summary>
    private const int RegistersToCompute = 8;

    /// <summary>Partial sums are 16 lanes wide, and are folded in groups of 16.</summary>
    private const int FoldGroup = 16;

    /// <summary>Whether the layers are narrow enough.</summary>
    public static bool IsNarrow(NetworkProgram program) =>
        program.Ops.All(op => op is not (AddOp or BatchNormOp) && !NormalizationFusion.Handles(op) && op.Operands.All(IsNarrow));

    /// <summary>Whether one kernel can hold the whole pass.</summary>
    public static bool Fits(NetworkProgram program) => IsNarrow(program) && program.Ops.Sum(Operations) <= OperationLimit;

    private static bool IsNarrow(Value value) => !value.Batched || value.Width <= WidestLayer;

    /// <summary>The forward pass. A single output of neighbouring samples is a part of the caller's memory.</summary>
    public static IReadOnlyList<Kernel> Forward(NetworkPrograms programs) =>
    [
        new SampleKernel(
            "ForwardSamples",
            "forward pass: a register of samples at a time",
            new EquatableArray<Op>(programs.Inference.Ops),
            new EquatableArray<Value>([programs.Input]),
            new EquatableArray<Value>(programs.Output.Width == 1 ? [] : [programs.Output]),
            null,
            1,
            programs.Output.Width == 1 ? programs.Output : null),
    ];

    /// <summary>The training pass of narrow layers.</summary>
    /// <param name="program">The ops.</param>
    /// <param name="layout">Where the parameters lie.</param>
    /// <param name="suffix">Of the names of kernels that run layer by layer.</param>
    public static IReadOnlyList<Kernel> Training(NetworkProgram program, ParameterLayout layout, string suffix) =>
        Fits(program) && MostRegisters(program) <= Registers ? InRegisters(program, layout) : LayerByLayer(program, layout, suffix);

    /// <summary>Forward, loss and backward of a sample as one kernel.</summary>
    private static List<Kernel> InRegisters(NetworkProgram program, ParameterLayout layout)
    {
        MatMulWeightGradientOp[] gradients = [.. program.Ops.OfType<MatMulWeightGradientOp>()];
        SumRowsOp[] biases = [.. program.Ops.OfType<SumRowsOp>()];
        DropoutMaskOp[] masks = [.. program.Ops.OfType<DropoutMaskOp>()];
        LossOp loss = program.Ops.OfType<LossOp>().Single();
        Value[] inputs = [.. program.Ops.SelectMany(op => op.Operands).Where(v => v.Kind is ValueKind.Input or ValueKind.Target).Concat(masks.Select(mask => mask.Result)).Distinct()];
        Value[] stored = [.. gradients.SelectMany(g => new[] { g.X, g.Upstream }).Where(v => v.Kind == ValueKind.Intermediate).Distinct()];
        int registers = TakesTwo(program) ? 2 : 1;
        var kernels = new List<Kernel>(masks.Select(Fusion.DropoutMask))
        {
            new SampleKernel(
                "TrainSamples",
                $"forward pass, {Fusion.Describe(loss)}{(gradients.Length > 0 ? ", backward pass" : "")}: {(registers == 1 ? "a register" : "two registers")} of samples at a time",
                new EquatableArray<Op>(program.Ops.Where(IsPerSample)),
                new EquatableArray<Value>(inputs),
                new EquatableArray<Value>(stored),
                ProgramBuilder.Rows("row_loss", 1),
                registers),
        };
        foreach (MatMulWeightGradientOp gradient in gradients)
        {
            SumRowsOp? bias = biases.FirstOrDefault(b => b.Upstream == gradient.Upstream);
            kernels.Add(Gradient(
                gradient.Upstream,
                gradient.X,
                layout.Find(Fusion.ParameterOf(gradient.Result)),
                bias is null ? null : layout.Find(Fusion.ParameterOf(bias.Result))));
        }

        return kernels;
    }

    /// <summary>
    /// A kernel for each step, which takes two registers of samples at a time, so that one broadcast of a weight serves both. One kernel for all steps would
    /// store and read back most values at each of them, with twice the broadcasts, and take the JIT longer.
    /// </summary>
    private static List<Kernel> LayerByLayer(NetworkProgram program, ParameterLayout layout, string suffix) =>
        [.. Fusion.ForBlock(program, layout, suffix).Select(kernel => kernel is WeightGradientKernel g ? Gradient(g.Upstream, g.X, g.Weight, g.Bias) : kernel)];

    private static LaneGradientKernel Gradient(Value upstream, Value x, ParameterBlock weight, ParameterBlock? bias) => new(
        $"{Fusion.Layer(weight.Parameter.Name)}WeightGradient",
        $"gradient of the {weight.Parameter.Shape[0]} x {weight.Parameter.Shape[1]} weights{(bias is null ? "" : " and of the biases")}, lanes are samples",
        upstream,
        x,
        ProgramBuilder.Rows($"{upstream.Name}.partials", FoldGroup * FoldGroup / NetworkPlan.LaneGroup),
        weight,
        bias);

    private static bool IsPerSample(Op op) => op is not (MatMulWeightGradientOp or SumRowsOp or DropoutMaskOp);

    /// <summary>
    /// Whether a second register of samples goes through beside the first: a sample's values depend on each other from input to gradient, and the processor
    /// fills the waits for one register with the work for the other. Sixteen registers spill then, and gain all the same: 2-4-1 takes 0.94 of the time with
    /// AVX2. Lanes come in groups of two of the widest registers.
    /// </summary>
    private static bool TakesTwo(NetworkProgram program) =>
        2 * program.Ops.Sum(Operations) <= OperationLimit && 2 * MostRegisters(program) <= WideRegisters - RegistersToCompute;

    /// <summary>The most registers that a sample's values take at once: a product, one weight, and what was computed before and is read there or later.</summary>
    private static int MostRegisters(NetworkProgram program)
    {
        List<Op> ops = [.. program.Ops.Where(IsPerSample)];
        int most = 0;
        for (int i = 0; i < ops.Count; i++)
        {
            if (ops[i] is MatMulOp or MatMulInputGradientOp)
            {
                IEnumerable<Value> computed = ops.Take(i + 1).SelectMany(op => op.Operands.Concat([op.Result]));
                IEnumerable<Value> read = ops.Skip(i).SelectMany(op => op.Operands);
                most = Math.Max(most, 1 + ops[i].Result.Width + computed.Intersect(read).Where(v => v.Batched && v != ops[i].Result).Sum(v => v.Width));
            }
        }

        return most;
    }

    /// <summary>Calls that an op takes, all inlined; an upper bound.</summary>
    private static int Operations(Op op) => op switch
    {
        MatMulOp o => o.X.Width * o.Result.Width,
        MatMulInputGradientOp o => o.Upstream.Width * o.Result.Width,
        MapOp o => o.Result.Width * (ActivationCatalogue.Get(o.Activation.Function).Cost + 1),
        MapGradientOp o => o.Result.Width * (ActivationCatalogue.Get(o.Activation.Function).DerivativeCost + 1),
        SoftmaxOp o => o.Result.Width * 20,
        LossOp { Loss: Loss.CrossEntropy } o => 30 + (o.Prediction.Width * (o.LabelSmoothing == 0f ? 24 : 25)),
        LossOp o => o.Prediction.Width * 60,
        MatMulWeightGradientOp o => o.X.Width + o.Upstream.Width,
        AddBiasOp o => o.Result.Width,
        StandardizeOp o => o.Result.Width * 4,
        MaskOp o => 2 * o.Result.Width,
        RunningNormOp o => o.Result.Width * 10,
        _ => 0,
    };
}
