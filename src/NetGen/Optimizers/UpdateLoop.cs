using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// How a rule runs over memory: in the widest vectors of the machine, the rest one by one with the same operations,
/// so that an element's result depends neither on its place nor on the width.
/// </summary>
internal static class UpdateLoop
{
    /// <summary>
    /// A gradient below this counts as 0: it would move no weight above 1e-22, but its products with rates and factors would be denormal, which
    /// takes twice as long.
    /// </summary>
    private const float NoGradient = 1e-30f;

    /// <summary>Applies a rule to a part of the slabs. State is a null reference where the rule has no such state.</summary>
    public static void Run<TRule>(
        in TRule rule, ref float parameters, ref readonly float gradients, ref float first, ref float second, nint start, nint length)
        where TRule : struct, IUpdateRule<TRule>
    {
        nint end = start + length;
        nint done = start;
        if (Vector512.IsHardwareAccelerated)
        {
            done = Blocks<TRule, Simd512, Vector512<float>>(in rule, ref parameters, in gradients, ref first, ref second, done, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            done = Blocks<TRule, Simd256, Vector256<float>>(in rule, ref parameters, in gradients, ref first, ref second, done, end);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            done = Blocks<TRule, Simd128, Vector128<float>>(in rule, ref parameters, in gradients, ref first, ref second, done, end);
        }

        if (done < end)
        {
            Blocks<TRule, SimdScalar, float>(in rule, ref parameters, in gradients, ref first, ref second, done, end);
        }
    }

    // Never inlined: inside a caller the rule would be beyond its budget, and become a call for each vector.
    /// <summary>Applies a rule to the whole vectors of one width from <paramref name="start"/> on; returns where they end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static nint Blocks<TRule, S, T>(
        in TRule rule, ref float parameters, ref readonly float gradients, ref float first, ref float second, nint start, nint end)
        where TRule : struct, IUpdateRule<TRule>
        where S : struct, ISimd<T>
        where T : struct
    {
        Factors<T> factors = default;
        rule.Broadcast<S, T>(ref factors);
        nint done = start + ((end - start) / S.Count * S.Count);

        // Downwards: the first weights come last, and are still in the cache when the next step's forward pass begins with them.
        for (nint i = done - S.Count; i >= start; i -= S.Count)
        {
            T a = TRule.StateCount > 0 ? S.Load(in first, i) : default;
            T b = TRule.StateCount > 1 ? S.Load(in second, i) : default;
            T gradient = S.Load(in gradients, i);
            gradient = S.SelectLess(S.Abs(gradient), S.Create(NoGradient), S.Create(0f), gradient);
            T parameter = TRule.Apply<S, T>(in factors, S.Load(in parameters, i), gradient, ref a, ref b);
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

        return done;
    }
}
