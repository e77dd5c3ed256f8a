using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>An elementwise function, written once for every width.</summary>
internal interface IElementwise
{
    static abstract T Invoke<S, T>(T x)
        where S : struct, ISimd<T>
        where T : struct;
}

/// <summary>Applies a function to every element; the length is a multiple of 16.</summary>
internal delegate void Map(ReadOnlySpan<float> source, Span<float> destination);

/// <summary>A function by name, with one loop for each vector width that is hardware here, and one that counts denormal numbers.</summary>
internal sealed record Kernel(string Name, Func<double, double> Exact, IReadOnlyDictionary<int, Map> Widths, Map Watched)
{
    /// <summary>The loop over the widest vectors.</summary>
    public Map Widest => Widths[Widths.Keys.Max()];

    public static Kernel Of<TFunction>(string name, Func<double, double> exact)
        where TFunction : struct, IElementwise
    {
        Dictionary<int, Map> widths = new() { [1] = Loop<TFunction, SimdScalar, float> };
        if (Vector128.IsHardwareAccelerated)
        {
            widths[4] = Loop<TFunction, Simd128, Vector128<float>>;
        }

        if (Vector256.IsHardwareAccelerated)
        {
            widths[8] = Loop<TFunction, Simd256, Vector256<float>>;
        }

        if (Vector512.IsHardwareAccelerated)
        {
            widths[16] = Loop<TFunction, Simd512, Vector512<float>>;
        }

        return new Kernel(name, exact, widths, Loop<TFunction, WatchedScalar, float>);
    }

    /// <summary>One element, by the widest loop.</summary>
    public float At(float x)
    {
        Span<float> block = stackalloc float[16];
        block.Fill(x);
        Widest(block, block);
        return block[0];
    }

    /// <summary>Optimized from the first call, so that the tests see the code that users run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TFunction, S, T>(ReadOnlySpan<float> source, Span<float> destination)
        where TFunction : struct, IElementwise
        where S : struct, ISimd<T>
        where T : struct
    {
        for (int i = 0; i + S.Count <= source.Length; i += S.Count)
        {
            S.Store(TFunction.Invoke<S, T>(S.Load(in source[0], i)), ref destination[0], i);
        }
    }
}
