using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>
/// The forward pass of many rows without moving them: each row stays as the caller wrote it. It pays where the weights of every layer stay in a
/// cache and units fill most of the registers, or where less padding is computed than values are moved; else still for a first layer with at least
/// as many inputs as units.
/// </summary>
internal static class RowsFusion
{
    /// <summary>
    /// Floats of a layer's weights up to which reading them once for every few rows costs nothing, 1 MB: in parts that stay in the second-level cache
    /// (<see cref="Scheduler.UnitPart"/>).
    /// </summary>
    private const int CachedWeights = 262144;

    /// <summary>The least part of the lanes that must hold a unit for their padding not to count.</summary>
    private const double LeastFilled = 0.8;

    /// <summary>Multiply-adds that take as long as moving a value into a block or out of it.</summary>
    private const int MoveCost = 5;

    /// <summary>Whether the network's layers are of that kind.</summary>
    public static bool Fits(NetworkProgram program, ParameterLayout layout)
    {
        MatMulOp[] products = [.. program.Ops.OfType<MatMulOp>()];
        return layout.LaneWidth == 16
            && program.Ops.All(op => op is MatMulOp or AddBiasOp or MapOp or SoftmaxOp or RunningNormOp or StandardizeOp)
            && program.Ops.First(op => op is not StandardizeOp) is MatMulOp
            && products.All(p => p.X.Width * layout.Pad(p.Result.Width) <= CachedWeights)
            && Pays(program, products, layout);
    }

    private static bool Pays(NetworkProgram program, MatMulOp[] products, ParameterLayout layout)
    {
        int Padding(Value value) => layout.Pad(value.Width) - value.Width;
        double used = products.Sum(p => (double)p.X.Width * p.Result.Width);
        double padding = products.Sum(p => (double)p.X.Width * Padding(p.Result));
        if (used >= LeastFilled * (used + padding))
        {
            return true;
        }

        // The logits of a softmax are moved to a block and back; what a loop of its own computes last is copied.
        int outputs = products[products.Length - 1].Result.Width;
        Op last = program.Ops[program.Ops.Count - 1];
        int moved = products[0].X.Width + (last is SoftmaxOp ? -outputs : last is RunningNormOp || (last is MapOp map && !Fusion.IsCheap(map)) ? 0 : outputs);
        padding += program.Ops.OfType<MapOp>().Sum(op => Padding(op.Result) * ActivationCatalogue.Get(op.Activation.Function).Cost);
        return padding <= MoveCost * moved;
    }

    public static IReadOnlyList<Kernel> Group(NetworkPrograms programs, ParameterLayout layout)
    {
        IReadOnlyList<Kernel> kernels = Fusion.ForBlock(programs.Inference, layout, "Rows");
        return [.. kernels.Select(kernel => kernel is DenseKernel dense ? Rows(dense, kernels[kernels.Count - 1], programs, layout) : kernel)];
    }

    /// <summary>Whether the last layer writes the caller's rows.</summary>
    public static bool WritesOutput(Kernel kernel, Value output) =>
        kernel is SoftmaxKernel || (kernel is DenseRowsKernel dense && dense.Dense.Y == output && dense.YStride == dense.Dense.Units);

    /// <summary>The kernels of a block, whose first layer reads the caller's rows where that pays: then its outputs are turned into a block instead of its inputs.</summary>
    public static IReadOnlyList<Kernel> ReadInput(IReadOnlyList<Kernel> kernels, NetworkPrograms programs, ParameterLayout layout)
    {
        int index = kernels.ToList().FindIndex(kernel => kernel.Reads.Contains(programs.Input));
        if (kernels[index] is not DenseKernel dense
            || kernels.Skip(index + 1).Any(kernel => kernel.Reads.Contains(programs.Input))
            || layout.LaneWidth != 16
            || dense.Inputs < dense.Units
            || dense.Inputs * dense.Weight.RowLength > CachedWeights
            || dense.Units < LeastFilled * dense.Weight.RowLength)
        {
            return kernels;
        }

        IReadOnlyList<Kernel> forward = Fusion.ForBlock(programs.Inference, layout);
        DenseRowsKernel reader = Rows(dense with { Name = dense.Name.Replace("Block", "Rows") }, forward[forward.Count - 1], programs, layout);
        Value rows = ProgramBuilder.Rows($"{dense.Y.Name}.rows", reader.YStride);
        return
        [
            .. kernels.Take(index),
            reader with { Dense = reader.Dense with { Y = rows } },
            new TransposeKernel(dense.Name.Replace("Block", "Transpose"), $"outputs of {reader.Name} as a block", rows, dense.Y),
            .. kernels.Skip(index + 1),
        ];
    }

    /// <summary>A dense layer of that kind. <paramref name="output"/> is the kernel that ends a forward pass: training shares its method where it is the same layer.</summary>
    private static DenseRowsKernel Rows(DenseKernel dense, Kernel output, NetworkPrograms programs, ParameterLayout layout)
    {
        int padded = dense.Weight.RowLength;
        bool isLast = output is DenseKernel last && last.Weight == dense.Weight;

        // Whole registers can be written to the caller's rows if the next row is written later. Not with units in parts: the last part would overwrite
        // what the first wrote of the next row. Nor with more padding than units: it would reach beyond the next row, and behind the last.
        bool overwrites = isLast && padded <= 2 * dense.Units && Scheduler.UnitPart(dense.Inputs, padded) == padded;
        return new DenseRowsKernel(dense, dense.X == programs.Input ? dense.Inputs : layout.Pad(dense.Inputs), overwrites ? dense.Units : padded);
    }
}
