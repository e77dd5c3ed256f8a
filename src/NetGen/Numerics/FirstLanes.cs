using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>The end of a row that is not a whole register.</summary>
internal static class FirstLanes
{
    /// <summary>Writes the lanes of a register that have their place before <paramref name="end"/>, which is counted as <paramref name="offset"/> is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBefore<T>(T register, ref float destination, nint offset, nint end)
        where T : struct
    {
        // A loop over a copy in memory, not a call: around a call, a kernel would keep its other registers in memory, in its loops as well.
        T lanes = register;
        for (nint k = offset; k < end; k++)
        {
            Unsafe.Add(ref destination, k) = Unsafe.Add(ref Unsafe.As<T, float>(ref lanes), k - offset);
        }
    }
}
