using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>Second derivatives as functions of one number: through the output where the kernel takes that, a loss at the target 0.25.</summary>
internal static class SecondDerivatives
{
    public static readonly IReadOnlyList<Kernel> All =
    [
        Kernel.Of<SigmoidFunction>("SigmoidCurve", SlopeOf(Reference.SigmoidSlope)),
        Kernel.Of<TanhFunction>("TanhCurve", SlopeOf(Reference.TanhSlope)),
        Kernel.Of<ELUFunction>("ELUCurve", SlopeOf(x => Reference.ELUSlope(x, 1))),
        Kernel.Of<SELUFunction>("SELUCurve", SlopeOf(Reference.SELUSlope)),
        Kernel.Of<GELUFunction>("GELUCurve", SlopeOf(Reference.GELUSlope)),
        Kernel.Of<SiLUFunction>("SiLUCurve", SlopeOf(Reference.SiLUSlope)),
        Kernel.Of<SoftplusFunction>("SoftplusCurve", SlopeOf(Reference.Sigmoid)),
        Kernel.Of<SoftsignFunction>("SoftsignCurve", SlopeOf(Reference.SoftsignSlope)),
        Kernel.Of<MishFunction>("MishCurve", SlopeOf(Reference.MishSlope)),
        Kernel.Of<SquaredErrorFunction>("SquaredErrorCurve", SlopeOf(x => 2 * (x - 0.25))),
        Kernel.Of<AbsoluteErrorFunction>("AbsoluteErrorCurve", SlopeOf(x => Math.Sign(x - 0.25))),
        Kernel.Of<HuberErrorFunction>("HuberErrorCurve", SlopeOf(x => Math.Clamp(x - 0.25, -1.5, 1.5))),
        Kernel.Of<BinaryCrossEntropyFunction>("BinaryCrossEntropyCurve", SlopeOf(Reference.Sigmoid)),
    ];

    private static Func<double, double> SlopeOf(Func<double, double> slope) => x => (slope(x + 1e-5) - slope(x - 1e-5)) / 2e-5;

    private readonly struct SigmoidFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Sigmoid.SecondDerivative<S, T>(Sigmoid.Invoke<S, T>(x));
    }

    private readonly struct TanhFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Tanh.SecondDerivative<S, T>(Tanh.Invoke<S, T>(x));
    }

    private readonly struct ELUFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => ELU.SecondDerivative<S, T>(ELU.Invoke<S, T>(x, 1f), 1f);
    }

    private readonly struct SELUFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => SELU.SecondDerivative<S, T>(SELU.Invoke<S, T>(x));
    }

    private readonly struct GELUFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => GELU.SecondDerivative<S, T>(x);
    }

    private readonly struct SiLUFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => SiLU.SecondDerivative<S, T>(x);
    }

    private readonly struct SoftplusFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Softplus.SecondDerivative<S, T>(x);
    }

    private readonly struct SoftsignFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Softsign.SecondDerivative<S, T>(x);
    }

    private readonly struct MishFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Mish.SecondDerivative<S, T>(x);
    }

    private readonly struct SquaredErrorFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => SquaredError.SecondDerivative<S, T>(x, S.Create(0.25f));
    }

    private readonly struct AbsoluteErrorFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => AbsoluteError.SecondDerivative<S, T>(x, S.Create(0.25f));
    }

    private readonly struct HuberErrorFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => HuberError.SecondDerivative<S, T>(x, S.Create(0.25f), 1.5f);
    }

    private readonly struct BinaryCrossEntropyFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => BinaryCrossEntropy.SecondDerivative<S, T>(x, S.Create(0.25f));
    }
}
