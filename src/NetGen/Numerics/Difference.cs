using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>x - m, with m common to the row.</summary>
internal readonly struct Difference : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<S, T>(T x, float common)
        where S : struct, ISimd<T>
        where T : struct => S.Subtract(x, S.Create(common));
}

/// <summary>(x - m)^2, with m common to the row.</summary>
internal readonly struct SquaredDifference : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<S, T>(T x, float common)
        where S : struct, ISimd<T>
        where T : struct
    {
        T difference = S.Subtract(x, S.Create(common));
        return S.Multiply(difference, difference);
    }
}
