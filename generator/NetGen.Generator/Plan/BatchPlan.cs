using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>A part of a training step that goes over all blocks of rows before the next part begins.</summary>
/// <param name="Kernels">In the order they run on a block.</param>
/// <param name="Buffers">Values that only this phase knows: scratch of a block.</param>
internal sealed record BatchPhase(EquatableArray<Kernel> Kernels, BufferPlan Buffers)
{
    /// <summary>The normalization whose statistics are computed before the phase, if any.</summary>
    public BatchNormKernel? Normalization => Kernels.Count > 0 ? Kernels[0] as BatchNormKernel : null;
}

/// <summary>
/// A training step of a network with batch normalization. A phase ends where something of the whole batch is needed: the mean and variance of a
/// normalization's inputs, or, backwards, the gradients of its weight and bias. What one phase writes and a later one reads is kept for all rows.
/// </summary>
/// <param name="Phases">In the order they run.</param>
/// <param name="Kept">The values that are kept, per block; a value's place is free again behind the last phase that reads it.</param>
/// <param name="Input">The network's input.</param>
internal sealed record BatchPlan(EquatableArray<BatchPhase> Phases, BufferPlan Kept, Value Input)
{
    private const int Alignment = 16;

    public static BatchPlan Of(NetworkPrograms programs, ParameterLayout layout, string suffix)
    {
        IReadOnlyList<Kernel> kernels = RowsFusion.ReadInput(
            Fusion.ForBlock(new NetworkProgram(new EquatableArray<Op>(programs.Training.Ops.Where(op => op is not ZeroGradientOp))), layout, suffix),
            programs,
            layout);
        List<List<Kernel>> phases = [[]];
        foreach (Kernel kernel in kernels)
        {
            if (kernel is BatchNormKernel or BatchNormGradientKernel)
            {
                phases.Add([]);
            }

            phases[phases.Count - 1].Add(kernel);
        }

        HashSet<Value> kept = ReadLater(phases, programs.Input);
        Kernel[] whole = [.. phases.Select((phase, i) => new PhaseKernel(
            new EquatableArray<Value>(phase.SelectMany(kernel => kernel.Reads).Where(kept.Contains).Distinct()),
            new EquatableArray<Value>(
                phase.SelectMany(kernel => kernel.Writes).Concat(i == 0 ? [programs.Input] : []).Where(kept.Contains).Distinct())))];
        return new BatchPlan(
            new EquatableArray<BatchPhase>(phases.Select(phase => new BatchPhase(
                new EquatableArray<Kernel>(phase),
                BufferPlan.Of(phase, programs.Given, null, value => value.Width, kept)))),
            BufferPlan.Of(whole, [], null, value => value.Width),
            programs.Input);
    }

    /// <summary>Every normalization, in the order of the layers.</summary>
    public IEnumerable<BatchNormKernel> Normalizations => Phases.Select(phase => phase.Normalization).OfType<BatchNormKernel>();

    /// <summary>Lines of a block's scratch.</summary>
    public int Width => Phases.Max(phase => phase.Buffers.Width);

    /// <summary>Whether a value is kept for all rows.</summary>
    public bool Keeps(Value value) => Kept.Placements.Any(placement => placement.Value == value);

    /// <summary>Whether a phase moves the caller's inputs to a block.</summary>
    public bool LoadsInput(BatchPhase phase) => Keeps(Input) ? phase == Phases[0] : phase.Buffers.Placements.Any(placement => placement.Value == Input);

    /// <summary>Where the statistics of a normalization lie, behind a block's scratch.</summary>
    public int StatisticsOffset(BatchNormTensors tensors, int stride) =>
        Start(stride) + Normalizations.TakeWhile(norm => norm.Tensors != tensors).Sum(norm => Floats(norm));

    /// <summary>Floats before what is kept of the first block.</summary>
    public int FixedFloats(int stride) => checked(Start(stride) + Normalizations.Sum(norm => Floats(norm)));

    /// <summary>Floats that are kept of each block.</summary>
    public int BlockFloats(int stride) => checked(Kept.Width * stride);

    private int Start(int stride) => ParameterLayout.RoundUp(checked(Width * stride), Alignment);

    private static int Floats(BatchNormKernel norm) => ParameterLayout.RoundUp(norm.Tensors.StatisticsFloats, Alignment);

    /// <summary>Values that a phase reads and an earlier one wrote. The input is written by the first.</summary>
    private static HashSet<Value> ReadLater(List<List<Kernel>> phases, Value input)
    {
        var written = new Dictionary<Value, int> { [input] = 0 };
        var kept = new HashSet<Value>();
        for (int i = 0; i < phases.Count; i++)
        {
            foreach (Kernel kernel in phases[i])
            {
                foreach (Value value in kernel.Reads)
                {
                    if (written.TryGetValue(value, out int phase) && phase < i)
                    {
                        kept.Add(value);
                    }
                }

                foreach (Value value in kernel.Writes)
                {
                    written[value] = i;
                }
            }
        }

        return kept;
    }

    /// <summary>What a phase reads and writes of the kept values.</summary>
    private sealed record PhaseKernel(EquatableArray<Value> Read, EquatableArray<Value> Written) : Kernel("phase", "")
    {
        public override IReadOnlyList<Value> Reads => Read;

        public override IReadOnlyList<Value> Writes => Written;
    }
}
