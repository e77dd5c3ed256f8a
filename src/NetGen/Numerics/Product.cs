using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>x * f, with f common to the row.</summary>
internal readonly struct Product : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<S, T>(T x, float common)
        where S : struct, ISimd<T>
        where T : struct => S.Multiply(x, S.Create(common));
}
