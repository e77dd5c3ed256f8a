using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>What the rules share about their state.</summary>
internal static class State
{
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>
    /// Turns denormals to 0. A state that decays towards zero would else stay denormal for thousands of steps, and arithmetic on denormals
    /// is many times slower on some processors. NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Flush<S, T>(T value)
        where S : struct, ISimd<T>
        where T : struct =>
        S.SelectLess(S.Abs(value), S.Create(SmallestNormal), S.Create(0f), value);
}
