using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Numerics;

/// <summary>16 rows of 4 columns in 4 registers of 512 bits.</summary>
internal readonly struct Panel512 : IPanel<Vector512<float>>
{
    /// <summary>Whether the machine has the instructions.</summary>
    public static bool IsSupported => Avx512F.IsSupported;

    /// <inheritdoc />
    public static int Rows => 16;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gather(ref readonly float source, nint stride) =>
        Vector512.Create(Panel256.Gather(in source, stride), Panel256.Gather(in Unsafe.Add(ref Unsafe.AsRef(in source), 8 * stride), stride));

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float destination) => value.StoreUnsafe(ref destination);

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ZipLow(Vector512<float> a, Vector512<float> b) => Avx512F.UnpackLow(a, b);

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ZipHigh(Vector512<float> a, Vector512<float> b) => Avx512F.UnpackHigh(a, b);
}
