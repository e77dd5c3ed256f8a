using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace NetGen.CompilerServices;

/// <summary>
/// Scratch memory for training steps that keep values of the whole batch: made for the first batch, again for a larger one, and else used again.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Usage", "CA2208:Instantiate argument exceptions correctly", Justification = "The argument is the generated method's.")]
public sealed class BatchPool
{
    private readonly int _fixedFloats;
    private readonly int _blockFloats;
    private readonly int _blockRows;
    private AlignedSlab? _buffer;

    /// <summary>Makes an empty pool.</summary>
    /// <param name="fixedFloats">Floats of a step of any size.</param>
    /// <param name="blockFloats">More floats for each block.</param>
    /// <param name="blockRows">Rows of a block.</param>
    public BatchPool(int fixedFloats, int blockFloats, int blockRows)
    {
        _fixedFloats = fixedFloats;
        _blockFloats = blockFloats;
        _blockRows = blockRows;
    }

    /// <summary>Runs a training step on the pool's memory.</summary>
    /// <exception cref="ArgumentException">The batch needs more memory than an array can hold.</exception>
    public float Train<TKernel>(
        ref float parameters, ref readonly float inputs, ref readonly float targets, ref readonly int labels, ref float gradients, int rows)
        where TKernel : struct, ITrainingKernel
    {
        AlignedSlab buffer = Rent(rows);
        float loss = TKernel.Run(ref buffer.Start, ref parameters, in inputs, in targets, in labels, ref gradients, rows);
        _buffer = buffer;
        return loss;
    }

    /// <summary>Runs a training step with a context on the pool's memory.</summary>
    /// <exception cref="ArgumentException">The batch needs more memory than an array can hold.</exception>
    public float TrainInContext<TKernel>(
        ref float parameters,
        ref readonly float inputs,
        ref readonly float targets,
        ref readonly int labels,
        ref float gradients,
        int rows,
        ref readonly TrainingContext context)
        where TKernel : struct, IContextTrainingKernel
    {
        AlignedSlab buffer = Rent(rows);
        float loss = TKernel.Run(ref buffer.Start, ref parameters, in inputs, in targets, in labels, ref gradients, rows, in context);
        _buffer = buffer;
        return loss;
    }

    private AlignedSlab Rent(int rows)
    {
        int length = LengthFor(rows);
        AlignedSlab? buffer = Interlocked.Exchange(ref _buffer, null);
        return buffer is null || buffer.Length < length ? new AlignedSlab(length) : buffer;
    }

    private int LengthFor(int rows)
    {
        long blocks = ((long)rows + _blockRows - 1) / _blockRows;
        long length = _fixedFloats + (blocks * _blockFloats);
        long most = Array.MaxLength - StackScratch.Slack;
        if (length > most)
        {
            throw new ArgumentException(
                $"inputs has {rows} rows; with the statistics of a whole batch at most {(most - _fixedFloats) / _blockFloats * _blockRows} rows fit the memory of one array.",
                "inputs");
        }

        return (int)length;
    }
}
