using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen.CompilerServices;

/// <summary>
/// The masks of dropout layers: 1 / (1 - rate) where a value is kept, 0 where it is dropped. A value's mask follows from seed, step, layer, row of the
/// batch and unit, by <see cref="Threefry"/> with the counter (row, unit / 2) and a key of the other three.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutMask
{
    /// <summary>Writes the masks of a block of rows, or ones where dropout is off.</summary>
    /// <param name="context">Seed and step.</param>
    /// <param name="row">The first row of the block, counted from the first of the pass.</param>
    /// <param name="layer">The layer's position.</param>
    /// <param name="rate">What part of the values is dropped.</param>
    /// <param name="mask">A line of <paramref name="stride"/> rows for each unit, written.</param>
    /// <param name="units">Lines.</param>
    /// <param name="stride">The distance between two lines.</param>
    /// <param name="lanes">Rows to write in each line, a multiple of the widest registers.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Fill<S, T>(
        ref readonly TrainingContext context, nint row, int layer, float rate, ref float mask, nint units, nint stride, nint lanes)
        where S : struct, ISimd<T>
        where T : struct
    {
        if (!context.DropsOut)
        {
            Fill<S, T>(ref mask, units, stride, lanes);
            return;
        }

        ulong key = KeyOf(context.DropoutSeed, context.DropoutStep, layer);
        uint first = (uint)(context.FirstRow + row);
        T threshold = S.CreateBits((uint)ThresholdOf(rate));
        T kept = S.Create((float)(1.0 / (1.0 - rate)));
        for (nint unit = 0; unit < units; unit += 2)
        {
            nint line = unit * stride;
            bool isPair = unit + 1 < units;
            for (nint sample = 0; sample < lanes; sample += S.Count)
            {
                T x0 = S.CountBits(first + (uint)sample);
                T x1 = S.CreateBits((uint)(unit / 2));
                Threefry.Invoke<S, T>(ref x0, ref x1, (uint)key, (uint)(key >> 32));
                S.Store(S.SelectBitsLess(x0, threshold, kept, S.Create(0f)), ref mask, line + sample);
                if (isPair)
                {
                    S.Store(S.SelectBitsLess(x1, threshold, kept, S.Create(0f)), ref mask, line + stride + sample);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill<S, T>(ref float mask, nint units, nint stride, nint lanes)
        where S : struct, ISimd<T>
        where T : struct
    {
        for (nint line = 0; line < units * stride; line += stride)
        {
            for (nint sample = line; sample < line + lanes; sample += S.Count)
            {
                S.Store(S.Create(1f), ref mask, sample);
            }
        }
    }

    /// <summary>64 bits that differ for every step of a seed, and for every layer.</summary>
    private static ulong KeyOf(ulong seed, long step, int layer) => Mix(Mix(Mix(seed) ^ (ulong)step) + (ulong)layer);

    /// <summary>Random 32 bits, taken as a number with a sign, are below this with probability 1 - rate, to 2^-33.</summary>
    private static int ThresholdOf(float rate) => (int)(Math.Min(Math.Round((1.0 - rate) * 4294967296.0), 4294967295.0) - 2147483648.0);

    /// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood, 2014), which maps no two numbers to the same one.</summary>
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
