using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>Scratch memory of one entry point.</summary>
/// <param name="Floats">How much it needs.</param>
/// <param name="OnStack">Whether that is within the stack budget; otherwise the instance pools it.</param>
internal sealed record ScratchPlan(int Floats, bool OnStack)
{
    /// <summary>Floats that are added to align the others: StackScratch.Slack of the runtime.</summary>
    public const int Slack = 16;

    /// <summary>What a call takes from the stack or from the pool.</summary>
    public long Bytes => BytesFor(Floats);

    public static long BytesFor(long floats) => (floats + Slack) * sizeof(float);
}

/// <summary>Kernels in the order they run, with their places in scratch.</summary>
internal sealed record KernelSequence(EquatableArray<Kernel> Kernels, BufferPlan Buffers, ScratchPlan Scratch);

/// <summary>Everything decided: what Emit prints.</summary>
/// <param name="Graph">The network with its shapes.</param>
/// <param name="Programs">What is computed.</param>
/// <param name="Layout">Where the parameters lie.</param>
/// <param name="Row">The forward pass of one row.</param>
/// <param name="Forward">The forward pass of a block of rows.</param>
/// <param name="Training">Loss and gradients of a block of rows.</param>
/// <param name="BlockRows">Rows of a block; a multiple of 32, so that two of the widest vectors always fit.</param>
internal sealed record NetworkPlan(
    NetworkGraph Graph,
    NetworkPrograms Programs,
    ParameterLayout Layout,
    KernelSequence Row,
    KernelSequence Forward,
    KernelSequence Training,
    int BlockRows)
{
    /// <summary>The training step of a network with batch normalization; <see cref="Training"/> is then the loss alone.</summary>
    public BatchPlan? Batch { get; init; }

    /// <summary>Every kernel of loss and gradients.</summary>
    public IEnumerable<Kernel> TrainingKernels => Training.Kernels.Concat(Batch?.Phases.SelectMany(phase => phase.Kernels) ?? []);

    /// <summary>The derivatives that [Network] asks for, of a block of rows.</summary>
    public EquatableArray<DerivativePlan> Derivatives { get; init; }

    /// <summary>
    /// Below so many rows a batch is computed row by row: a block of samples would mostly compute padding. Rows as they lie in memory have none; of 4
    /// of them each weight is read once. A single kernel has none but its last vector, and 4 exponentials or quotients take as long as a vector of them.
    /// </summary>
    public int FewRows => ForwardsRows || IsOneOfFunctions ? 4 : 8;

    /// <summary>Samples in two of the widest vectors.</summary>
    public const int LaneGroup = 32;

    /// <summary>The distance between two lines of a block.</summary>
    public int BlockStride => StrideOf(BlockRows);

    /// <summary>Whether a batch goes forward as rows lie in memory.</summary>
    public bool ForwardsRows => Forward.Kernels.Any(kernel => kernel is DenseRowsKernel) && !Forward.Kernels.Any(kernel => kernel is TransposeKernel);

    private bool IsOneOfFunctions =>
        Forward.Kernels.Count == 1 && Forward.Kernels[0] is SampleKernel sample && sample.Ops.Any(op => op is SoftmaxOp || (op is MapOp map && !Fusion.IsCheap(map)));

    /// <summary>Whether a pass moves the caller's inputs to a block.</summary>
    public bool LoadsInput(KernelSequence sequence) => sequence.Buffers.Placements.Any(placement => placement.Value == Programs.Input);

    /// <summary>Whether one row's inputs stay where the caller has them: dense layers alone read no padding behind them.</summary>
    public static bool ReadsInputInPlace(IReadOnlyList<Kernel> kernels, Value input) =>
        kernels.All(kernel => kernel is DenseKernel || !kernel.Reads.Contains(input));

    /// <summary>Whether one row's outputs go straight to the caller: from a softmax, or from a dense layer that writes whole vectors, or few vectors once.</summary>
    public static bool WritesOutputInPlace(IReadOnlyList<Kernel> kernels) => kernels[kernels.Count - 1] switch
    {
        SoftmaxKernel => true,
        DenseKernel dense => dense.Units == dense.Weight.RowLength
            || (dense.Row!.Inlined && dense.Weight.RowLength <= MostCheckedUnits && dense.Row.InlinesActivation(dense.Activation)),
        _ => false,
    };

    /// <summary>Padded units of a last layer up to which each of its vectors is asked how many of its values the caller has room for.</summary>
    private const int MostCheckedUnits = 64;

    private const int PooledRows = 64;

    /// <summary>The longest array of the runtime, less what aligns it.</summary>
    private const int MostFloats = 0x7FFFFFC7 - ScratchPlan.Slack;

    private static readonly int[] BlockSizes = [128, 64, LaneGroup];

    public static NetworkPlan Of(NetworkGraph graph)
    {
        NetworkPrograms programs = Lowering.Run(graph);
        ParameterLayout layout = ParameterLayout.Of(graph);
        int budget = graph.Model.MaxStackBytes;

        KernelSequence row = Sequence(
            Fusion.ForRow(programs.Inference, layout, graph.Model.Unroll),
            kernels => ReadsInputInPlace(kernels, programs.Input) ? [] : [programs.Input],
            programs.Output,
            value => ParameterLayout.RoundUp(value.Width, 16),
            1,
            budget,
            kernels => WritesOutputInPlace(kernels) ? [programs.Output] : []);

        bool crossesRows = programs.Training.Ops.Any(op => op is BatchNormOp);
        NetworkProgram training = crossesRows ? programs.Evaluation! : programs.Training;

        // Where layers differ in training, their kernels may do so too.
        string suffix = graph.Model.Features.HasFlag(NetworkFeatures.Dropout) ? "TrainingBlock" : "Block";
        BatchPlan? batch = crossesRows ? BatchPlan.Of(programs, layout, suffix) : null;
        string SuffixOf(NetworkProgram program) => program == programs.Training ? suffix : "Block";
        bool isNarrow = graph.Model.Unroll != Unroll.None && SampleFusion.IsNarrow(training);
        KernelSequence Train(int rows) => isNarrow
            ? Sequence(
                SampleFusion.Training(training, layout, SuffixOf(training)), _ => programs.Given, null, value => value.Width, StrideOf(rows), budget)
            : Block(training, null, rows);

        KernelSequence Block(NetworkProgram program, Value? keep, int rows) => Sequence(
            RowsFusion.ReadInput(Fusion.ForBlock(program, layout, SuffixOf(program)), programs, layout),
            _ => programs.Given,
            keep,
            value => value.Width,
            StrideOf(rows),
            budget);

        KernelSequence Rows(IReadOnlyList<Kernel> kernels, int rows)
        {
            Value output = programs.Output;
            return Sequence(
                kernels, _ => [], output, value => layout.Pad(value.Width), rows, budget, all => RowsFusion.WritesOutput(all[all.Count - 1], output) ? [output] : []);
        }

        int blockRows = ChooseBlockRows(Math.Max(Train(1).Buffers.Width, batch?.Width ?? 0), budget);
        var plan = new NetworkPlan(
            graph,
            programs,
            layout,
            row,
            RowsFusion.Fits(programs.Inference, layout)
                ? Rows(RowsFusion.Group(programs, layout), blockRows)
                : graph.Model.Unroll != Unroll.None && SampleFusion.Fits(programs.Inference)
                    ? Sequence(SampleFusion.Forward(programs), _ => [programs.Input], programs.Output, value => value.Width, StrideOf(blockRows), budget)
                    : Block(programs.Inference, programs.Output, blockRows),
            Train(blockRows),
            blockRows)
        {
            Batch = batch,
        };
        return plan with { Derivatives = plan.Derive(budget) };
    }

    private EquatableArray<DerivativePlan> Derive(int budget)
    {
        List<Kernel> named = [.. Forward.Kernels, .. TrainingKernels];
        DerivativePlan Of(DerivativeProgram derivative) => new(
            derivative,
            Sequence(
                DerivativePlan.Rename(Fusion.ForBlock(derivative.Program, Layout), named),
                _ => derivative.OutputGradient is null ? [Programs.Input, Programs.Target] : [Programs.Input, derivative.OutputGradient],
                derivative.Result,
                value => value.Width,
                BlockStride,
                budget));

        return new EquatableArray<DerivativePlan>([.. DerivativeLowering.Run(Graph.Model, Programs).Select(Of)]);
    }

    /// <summary>
    /// A distance between lines that spreads them over all sets of a cache: with a power of two, the lines of a tile's samples would share few.
    /// </summary>
    private static int StrideOf(int rows) => rows > LaneGroup ? rows + 16 : rows;

    /// <summary>The largest block whose training scratch is within the stack budget; a middle one when none is, if an array can hold it.</summary>
    private static int ChooseBlockRows(long width, int budget)
    {
        foreach (int rows in BlockSizes)
        {
            if (ScratchPlan.BytesFor(width * StrideOf(rows)) <= budget)
            {
                return rows;
            }
        }

        return width * StrideOf(PooledRows) <= MostFloats ? PooledRows : LaneGroup;
    }

    private static KernelSequence Sequence(
        IReadOnlyList<Kernel> kernels,
        Func<IReadOnlyList<Kernel>, IReadOnlyList<Value>> given,
        Value? keep,
        Func<Value, int> widthOf,
        int rows,
        int budget,
        Func<IReadOnlyList<Kernel>, ICollection<Value>>? elsewhere = null)
    {
        BufferPlan buffers = BufferPlan.Of(kernels, given(kernels), keep, widthOf, elsewhere?.Invoke(kernels));
        int floats = checked(buffers.Width * rows);
        return new KernelSequence(new EquatableArray<Kernel>(kernels), buffers, new ScratchPlan(floats, ScratchPlan.BytesFor(floats) <= budget));
    }
}
