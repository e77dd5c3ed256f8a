using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// The sum of a row in memory, in an order that depends on its length only and not on the vector width: 16 lanes take every 16th value each; lane
/// j takes in lane j + 8; 8 more values if as many are left; lane j takes in lane j + 4; 4 more values if as many are left; (0 + 2) + (1 + 3); at
/// last up to 3 single values. The sum of nothing is 0.
/// </summary>
public static class Sum
{
    /// <summary>The sum of <paramref name="count"/> values; nothing behind them is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Invoke(ref readonly float values, nint count) => RowFold.Invoke<Addition>(in values, count);

    internal readonly struct Addition : IFold
    {
        public static float Identity => 0f;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Combine<S, T>(T folded, T value)
            where S : struct, ISimd<T>
            where T : struct => S.Add(folded, value);
    }
}
