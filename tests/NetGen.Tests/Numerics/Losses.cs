using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>Losses and their derivatives as functions of the prediction, at the target 0.25.</summary>
internal static class Losses
{
    public static readonly IReadOnlyList<Kernel> All =
    [
        Kernel.Of<SquaredErrorFunction>("SquaredError", x => (x - 0.25) * (x - 0.25)),
        Kernel.Of<SquaredErrorSlopeFunction>("SquaredErrorSlope", x => 2 * (x - 0.25)),
        Kernel.Of<AbsoluteErrorFunction>("AbsoluteError", x => Math.Abs(x - 0.25)),
        Kernel.Of<AbsoluteErrorSlopeFunction>("AbsoluteErrorSlope", x => Math.Sign(x - 0.25)),
        Kernel.Of<HuberErrorFunction>("HuberError", x => Reference.Huber(x - 0.25, 1.5)),
        Kernel.Of<HuberErrorSlopeFunction>("HuberErrorSlope", x => Math.Clamp(x - 0.25, -1.5, 1.5)),
        Kernel.Of<BinaryCrossEntropyFunction>("BinaryCrossEntropy", x => Reference.BinaryCrossEntropy(x, 0.25)),
        Kernel.Of<BinaryCrossEntropySlopeFunction>("BinaryCrossEntropySlope", x => Reference.Sigmoid(x) - 0.25),
        Kernel.Of<BinaryCrossEntropyTrainingSlopeFunction>("BinaryCrossEntropyTrainingSlope", x => Reference.Sigmoid(x) - 0.25),
    ];

    private readonly struct SquaredErrorFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => SquaredError.Invoke<S, T>(x, S.Create(0.25f));
    }

    private readonly struct SquaredErrorSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => SquaredError.Derivative<S, T>(x, S.Create(0.25f));
    }

    private readonly struct AbsoluteErrorFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => AbsoluteError.Invoke<S, T>(x, S.Create(0.25f));
    }

    private readonly struct AbsoluteErrorSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => AbsoluteError.Derivative<S, T>(x, S.Create(0.25f));
    }

    private readonly struct HuberErrorFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => HuberError.Invoke<S, T>(x, S.Create(0.25f), 1.5f);
    }

    private readonly struct HuberErrorSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => HuberError.Derivative<S, T>(x, S.Create(0.25f), 1.5f);
    }

    private readonly struct BinaryCrossEntropyFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => BinaryCrossEntropy.Invoke<S, T>(x, S.Create(0.25f));
    }

    private readonly struct BinaryCrossEntropySlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => BinaryCrossEntropy.Derivative<S, T>(x, S.Create(0.25f));
    }

    /// <summary>The derivative beside the value, as training has it.</summary>
    private readonly struct BinaryCrossEntropyTrainingSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct
        {
            BinaryCrossEntropy.Invoke<S, T>(x, S.Create(0.25f), out T derivative);
            return derivative;
        }
    }
}
