using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>
/// The forward pass of many rows without moving them: each row stays as the caller wrote it. It pays where the weights of every layer stay in a
/// cache and the units fill whole registers; else still for a first layer with at least as many inputs as units.
/// </summary>
internal static class RowsFusion
{
    /// <summary>
    /// Floats of a layer's weights up to which reading them once for every few rows costs nothing, 1 MB: in parts that stay in the second-level cache
    /// (<see cref="Scheduler.UnitPart"/>).
    /// </summary>
    private const int CachedWeights = 262144;

    /// <summary>Most of the lanes must hold a unit.</summary>
    private const double LeastFilled = 0.8;

    /// <summary>Whether the network's layers are of that kind.</summary>
    public static bool Fits(NetworkProgram program, ParameterLayout layout)
    {
        MatMulOp[] products = [.. program.Ops.OfType<MatMulOp>()];
        double stored = products.Sum(p => (double)p.X.Width * layout.Pad(p.Result.Width));
        double used = products.Sum(p => (double)p.X.Width * p.Result.Width);
        return layout.LaneWidth == 16
            && program.Ops.All(op => op is MatMulOp or AddBiasOp or MapOp or SoftmaxOp or RunningNormOp or StandardizeOp)
            && program.Ops.First(op => op is not StandardizeOp) is MatMulOp
            && used >= LeastFilled * stored
            && products.All(p => p.X.Width * layout.Pad(p.Result.Width) <= CachedWeights);
    }

    public static IReadOnlyList<Kernel> Group(NetworkPrograms programs, ParameterLayout layout)
    {
        IReadOnlyList<Kernel> kernels = Fusion.ForBlock(programs.Inference, layout, "Rows");
        return [.. kernels.Select(kernel => kernel is DenseKernel dense ? Rows(dense, programs, layout) : kernel)];
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

        Value rows = ProgramBuilder.Rows($"{dense.Y.Name}.rows", dense.Weight.RowLength);
        return
        [
            .. kernels.Take(index),
            Rows(dense with { Name = dense.Name.Replace("Block", "Rows"), Y = rows }, programs, layout),
            new TransposeKernel(dense.Name.Replace("Block", "Transpose"), "these rows as a block", rows, dense.Y),
            .. kernels.Skip(index + 1),
        ];
    }

    private static DenseRowsKernel Rows(DenseKernel dense, NetworkPrograms programs, ParameterLayout layout) => new(
        dense,
        dense.X == programs.Input ? dense.Inputs : layout.Pad(dense.Inputs),
        dense.Weight.RowLength);
}
