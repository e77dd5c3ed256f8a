using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Numerics;

/// <summary>8 rows of 4 columns in 4 registers of 256 bits.</summary>
internal readonly struct Panel256 : IPanel<Vector256<float>>
{
    /// <summary>Whether the machine has the instructions.</summary>
    public static bool IsSupported => Avx.IsSupported;

    /// <inheritdoc />
    public static int Rows => 8;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Gather(ref readonly float source, nint stride) =>
        Vector256.Create(Vector128.LoadUnsafe(in source), Vector128.LoadUnsafe(in source, (nuint)(4 * stride)));

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination) => value.StoreUnsafe(ref destination);

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ZipLow(Vector256<float> a, Vector256<float> b) => Avx.UnpackLow(a, b);

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ZipHigh(Vector256<float> a, Vector256<float> b) => Avx.UnpackHigh(a, b);
}
