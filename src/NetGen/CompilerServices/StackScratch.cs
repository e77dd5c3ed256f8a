using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.CompilerServices;

/// <summary>
/// Runs kernels on scratch memory of the stack, on 64 bytes and not zeroed. Generated code can't do that itself: leaving locals
/// uninitialized needs AllowUnsafeBlocks, which is the user's to decide. The methods are inlined, so the buffer lies in the caller's frame.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StackScratch
{
    /// <summary>Floats to add to a buffer type for alignment.</summary>
    public const int Slack = 16;

    /// <summary>Runs a forward kernel. <typeparamref name="TBuffer"/> is an inline array of floats with <see cref="Slack"/> to spare.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TKernel, TBuffer>(ref float parameters, ref readonly float inputs, ref float outputs, nint rows)
        where TKernel : struct, IForwardKernel
        where TBuffer : struct
    {
        Unsafe.SkipInit(out TBuffer buffer);
        TKernel.Run(ref Align(ref Unsafe.As<TBuffer, float>(ref buffer)), ref parameters, in inputs, ref outputs, rows);
    }

    /// <summary>Runs a training kernel. <typeparamref name="TBuffer"/> is an inline array of floats with <see cref="Slack"/> to spare.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Train<TKernel, TBuffer>(
        ref float parameters, ref readonly float inputs, ref readonly float targets, ref readonly int labels, ref float gradients, nint rows)
        where TKernel : struct, ITrainingKernel
        where TBuffer : struct
    {
        Unsafe.SkipInit(out TBuffer buffer);
        return TKernel.Run(
            ref Align(ref Unsafe.As<TBuffer, float>(ref buffer)), ref parameters, in inputs, in targets, in labels, ref gradients, rows);
    }

    /// <summary>Runs a training kernel with a context. <typeparamref name="TBuffer"/> is an inline array of floats with <see cref="Slack"/> to spare.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float TrainInContext<TKernel, TBuffer>(
        ref float parameters,
        ref readonly float inputs,
        ref readonly float targets,
        ref readonly int labels,
        ref float gradients,
        nint rows,
        ref readonly TrainingContext context)
        where TKernel : struct, IContextTrainingKernel
        where TBuffer : struct
    {
        Unsafe.SkipInit(out TBuffer buffer);
        return TKernel.Run(
            ref Align(ref Unsafe.As<TBuffer, float>(ref buffer)), ref parameters, in inputs, in targets, in labels, ref gradients, rows, in context);
    }

    /// <summary>Runs the kernel of a derivative. <typeparamref name="TBuffer"/> is an inline array of floats with <see cref="Slack"/> to spare.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Differentiate<TKernel, TBuffer>(
        ref float parameters, ref readonly float inputs, ref readonly float operand, ref float vector, nint output, ref float result, nint rows)
        where TKernel : struct, IDerivativeKernel
        where TBuffer : struct
    {
        Unsafe.SkipInit(out TBuffer buffer);
        return TKernel.Run(
            ref Align(ref Unsafe.As<TBuffer, float>(ref buffer)), ref parameters, in inputs, in operand, ref vector, output, ref result, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe ref float Align(ref float start) =>
        ref Unsafe.AddByteOffset(ref start, -(nint)Unsafe.AsPointer(ref start) & 63);
}
