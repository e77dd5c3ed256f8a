using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// How a rule runs over memory: in the widest vectors of the machine, the rest one by one with the same operations,
/// so that an element's result depends neither on its place nor on the width.
/// </summary>
internal static class UpdateLoop
{
    /// <summary>Applies a rule to all elements. State spans are as long as the others, or empty where the rule has no such state.</summary>
    public static void Run<TRule>(TRule rule, Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
        where TRule : struct, IUpdateRule
    {
        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref readonly float g = ref MemoryMarshal.GetReference(gradients);
        ref float a = ref MemoryMarshal.GetReference(first);
        ref float b = ref MemoryMarshal.GetReference(second);
        nint count = parameters.Length;
        nint done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Blocks<TRule, Simd512, Vector512<float>>(rule, ref p, in g, ref a, ref b, 0, count);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            done = Blocks<TRule, Simd256, Vector256<float>>(rule, ref p, in g, ref a, ref b, 0, count);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            done = Blocks<TRule, Simd128, Vector128<float>>(rule, ref p, in g, ref a, ref b, 0, count);
        }

        if (done < count)
        {
            Blocks<TRule, SimdScalar, float>(rule, ref p, in g, ref a, ref b, done, count);
        }
    }

    /// <summary>Applies a rule to the whole vectors of one width from <paramref name="start"/> on; returns where they end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static nint Blocks<TRule, S, T>(
        TRule rule, ref float parameters, ref readonly float gradients, ref float first, ref float second, nint start, nint count)
        where TRule : struct, IUpdateRule
        where S : struct, ISimd<T>
        where T : struct
    {
        nint i = start;
        for (; i <= count - S.Count; i += S.Count)
        {
            T a = TRule.StateCount > 0 ? S.Load(in first, i) : default;
            T b = TRule.StateCount > 1 ? S.Load(in second, i) : default;
            T parameter = rule.Apply<S, T>(S.Load(in parameters, i), S.Load(in gradients, i), ref a, ref b);
            S.Store(parameter, ref parameters, i);
            if (TRule.StateCount > 0)
            {
                S.Store(a, ref first, i);
            }

            if (TRule.StateCount > 1)
            {
                S.Store(b, ref second, i);
            }
        }

        return i;
    }
}
