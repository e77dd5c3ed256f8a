using System.Collections.Concurrent;
using System.ComponentModel;
using System.Threading;

namespace NetGen.CompilerServices;

/// <summary>
/// Scratch memory for calls that need more than the stack budget. The first buffer is made with the pool; a further one only when calls
/// overlap, and then kept.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScratchPool
{
    private readonly ConcurrentBag<AlignedSlab> _others = [];
    private readonly int _length;
    private AlignedSlab? _first;

    /// <summary>Makes a pool with one buffer.</summary>
    /// <param name="length">Floats of a buffer.</param>
    public ScratchPool(int length)
    {
        _length = length;
        _first = new AlignedSlab(length);
    }

    /// <summary>Runs a forward kernel on a pooled buffer.</summary>
    public void Forward<TKernel>(ref float parameters, ref readonly float inputs, ref float outputs, nint rows)
        where TKernel : struct, IForwardKernel
    {
        AlignedSlab buffer = Rent();
        TKernel.Run(ref buffer.Start, ref parameters, in inputs, ref outputs, rows);
        Return(buffer);
    }

    /// <summary>Runs a training kernel on a pooled buffer.</summary>
    public float Train<TKernel>(
        ref float parameters, ref readonly float inputs, ref readonly float targets, ref readonly int labels, ref float gradients, nint rows)
        where TKernel : struct, ITrainingKernel
    {
        AlignedSlab buffer = Rent();
        float loss = TKernel.Run(ref buffer.Start, ref parameters, in inputs, in targets, in labels, ref gradients, rows);
        Return(buffer);
        return loss;
    }

    /// <summary>Runs a training kernel with a context on a pooled buffer.</summary>
    public float TrainInContext<TKernel>(
        ref float parameters,
        ref readonly float inputs,
        ref readonly float targets,
        ref readonly int labels,
        ref float gradients,
        nint rows,
        ref readonly TrainingContext context)
        where TKernel : struct, IContextTrainingKernel
    {
        AlignedSlab buffer = Rent();
        float loss = TKernel.Run(ref buffer.Start, ref parameters, in inputs, in targets, in labels, ref gradients, rows, in context);
        Return(buffer);
        return loss;
    }

    /// <summary>Runs the kernel of a derivative on a pooled buffer.</summary>
    public float Differentiate<TKernel>(
        ref float parameters, ref readonly float inputs, ref readonly float operand, ref float vector, nint output, ref float result, nint rows)
        where TKernel : struct, IDerivativeKernel
    {
        AlignedSlab buffer = Rent();
        float loss = TKernel.Run(ref buffer.Start, ref parameters, in inputs, in operand, ref vector, output, ref result, rows);
        Return(buffer);
        return loss;
    }

    private AlignedSlab Rent() => Interlocked.Exchange(ref _first, null) ?? (_others.TryTake(out AlignedSlab? other) ? other : new AlignedSlab(_length));

    private void Return(AlignedSlab buffer)
    {
        if (Interlocked.CompareExchange(ref _first, buffer, null) is not null)
        {
            _others.Add(buffer);
        }
    }
}
