using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>
/// Every elementwise function as a function of one number: an activation's derivative of its input (through the output where the kernel takes
/// that). Losses and second derivatives are listed apart.
/// </summary>
internal static class Kernels
{
    public static readonly IReadOnlyDictionary<string, Kernel> All = new[]
    {
        Kernel.Of<ExpFunction>("Exp", Math.Exp),
        Kernel.Of<Expm1Function>("Expm1", Reference.Expm1),
        Kernel.Of<LogFunction>("Log", Math.Log),
        Kernel.Of<Log1pFunction>("Log1p", Reference.Log1p),
        Kernel.Of<ErfFunction>("Erf", Reference.Erf),
        Kernel.Of<SigmoidFunction>("Sigmoid", Reference.Sigmoid),
        Kernel.Of<TanhFunction>("Tanh", Math.Tanh),
        Kernel.Of<FastSigmoidFunction>("FastSigmoid", Reference.Sigmoid),
        Kernel.Of<FastTanhFunction>("FastTanh", Math.Tanh),
        Kernel.Of<ReLUFunction>("ReLU", Reference.ReLU),
        Kernel.Of<LeakyReLUFunction>("LeakyReLU", x => Reference.LeakyReLU(x, 0.125)),
        Kernel.Of<ELUFunction>("ELU", x => Reference.ELU(x, 1)),
        Kernel.Of<SELUFunction>("SELU", Reference.SELU),
        Kernel.Of<GELUFunction>("GELU", Reference.GELU),
        Kernel.Of<SiLUFunction>("SiLU", Reference.SiLU),
        Kernel.Of<SoftplusFunction>("Softplus", Reference.Softplus),
        Kernel.Of<SoftsignFunction>("Softsign", Reference.Softsign),
        Kernel.Of<HardSigmoidFunction>("HardSigmoid", Reference.HardSigmoid),
        Kernel.Of<HardTanhFunction>("HardTanh", Reference.HardTanh),
        Kernel.Of<MishFunction>("Mish", Reference.Mish),
        Kernel.Of<SigmoidSlopeFunction>("SigmoidSlope", Reference.SigmoidSlope),
        Kernel.Of<TanhSlopeFunction>("TanhSlope", Reference.TanhSlope),
        Kernel.Of<ReLUSlopeFunction>("ReLUSlope", Reference.Step),
        Kernel.Of<LeakyReLUSlopeFunction>("LeakyReLUSlope", x => x > 0 ? 1 : 0.125),
        Kernel.Of<ELUSlopeFunction>("ELUSlope", x => Reference.ELUSlope(x, 1)),
        Kernel.Of<SELUSlopeFunction>("SELUSlope", Reference.SELUSlope),
        Kernel.Of<GELUSlopeFunction>("GELUSlope", Reference.GELUSlope),
        Kernel.Of<SiLUSlopeFunction>("SiLUSlope", Reference.SiLUSlope),
        Kernel.Of<SoftplusSlopeFunction>("SoftplusSlope", Reference.Sigmoid),
        Kernel.Of<SoftsignSlopeFunction>("SoftsignSlope", Reference.SoftsignSlope),
        Kernel.Of<HardSigmoidSlopeFunction>("HardSigmoidSlope", Reference.HardSigmoidSlope),
        Kernel.Of<HardTanhSlopeFunction>("HardTanhSlope", Reference.HardTanhSlope),
        Kernel.Of<MishSlopeFunction>("MishSlope", Reference.MishSlope),
    }.Concat(Losses.All).Concat(SecondDerivatives.All).ToDictionary(kernel => kernel.Name);

    /// <summary>The names, as rows of a theory.</summary>
    public static TheoryData<string> Names => new(All.Keys);

    private readonly struct FastSigmoidFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => FastSigmoid.Invoke<S, T>(x);
    }

    private readonly struct FastTanhFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => FastTanh.Invoke<S, T>(x);
    }

    private readonly struct ExpFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Exp.Invoke<S, T>(x);
    }

    private readonly struct Expm1Function : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Expm1.Invoke<S, T>(x);
    }

    private readonly struct LogFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Log.Invoke<S, T>(x);
    }

    private readonly struct Log1pFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Log1p.Invoke<S, T>(x);
    }

    private readonly struct ErfFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Erf.Invoke<S, T>(x);
    }

    private readonly struct SigmoidFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Sigmoid.Invoke<S, T>(x);
    }

    private readonly struct TanhFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Tanh.Invoke<S, T>(x);
    }

    private readonly struct ReLUFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => ReLU.Invoke<S, T>(x);
    }

    private readonly struct LeakyReLUFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => LeakyReLU.Invoke<S, T>(x, 0.125f);
    }

    private readonly struct ELUFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => ELU.Invoke<S, T>(x, 1f);
    }

    private readonly struct SELUFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => SELU.Invoke<S, T>(x);
    }

    private readonly struct GELUFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => GELU.Invoke<S, T>(x);
    }

    private readonly struct SiLUFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => SiLU.Invoke<S, T>(x);
    }

    private readonly struct SoftplusFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Softplus.Invoke<S, T>(x);
    }

    private readonly struct SoftsignFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Softsign.Invoke<S, T>(x);
    }

    private readonly struct HardSigmoidFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => HardSigmoid.Invoke<S, T>(x);
    }

    private readonly struct HardTanhFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => HardTanh.Invoke<S, T>(x);
    }

    private readonly struct MishFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Mish.Invoke<S, T>(x);
    }

    private readonly struct SigmoidSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Sigmoid.Derivative<S, T>(Sigmoid.Invoke<S, T>(x));
    }

    private readonly struct TanhSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Tanh.Derivative<S, T>(Tanh.Invoke<S, T>(x));
    }

    private readonly struct ReLUSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => ReLU.Derivative<S, T>(ReLU.Invoke<S, T>(x));
    }

    private readonly struct LeakyReLUSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => LeakyReLU.Derivative<S, T>(LeakyReLU.Invoke<S, T>(x, 0.125f), 0.125f);
    }

    private readonly struct ELUSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => ELU.Derivative<S, T>(ELU.Invoke<S, T>(x, 1f), 1f);
    }

    private readonly struct SELUSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => SELU.Derivative<S, T>(SELU.Invoke<S, T>(x));
    }

    private readonly struct GELUSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => GELU.Derivative<S, T>(x);
    }

    private readonly struct SiLUSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => SiLU.Derivative<S, T>(x);
    }

    private readonly struct SoftplusSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Softplus.Derivative<S, T>(x);
    }

    private readonly struct SoftsignSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Softsign.Derivative<S, T>(x);
    }

    private readonly struct HardSigmoidSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => HardSigmoid.Derivative<S, T>(HardSigmoid.Invoke<S, T>(x));
    }

    private readonly struct HardTanhSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => HardTanh.Derivative<S, T>(HardTanh.Invoke<S, T>(x));
    }

    private readonly struct MishSlopeFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<S, T>(T x)
            where S : struct, ISimd<T>
            where T : struct => Mish.Derivative<S, T>(x);
    }
}
