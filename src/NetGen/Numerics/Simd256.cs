using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Numerics;

/// <summary>8 lanes in one 256-bit register.</summary>
public readonly struct Simd256 : ISimd<Vector256<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc />
    public static int Count
    {
        [MethodImpl(Inline)]
        get => 8;
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Create(float value) => Vector256.Create(value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Broadcast(ref readonly float source, nint offset, int displacement = 0) =>
        Vector256.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset + displacement));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Broadcast(Vector256<float> row, ref readonly float memory, int lane, int width) =>
        width <= Vector256<float>.Count ? Broadcast(row, lane) : Broadcast(in memory, lane);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void StorePart(Vector256<float> part, ref float memory, nint offset, int width)
    {
        if (width > Vector256<float>.Count)
        {
            Store(part, ref memory, offset);
        }
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Load(ref readonly float source, nint offset, int displacement = 0) =>
        Vector256.LoadUnsafe(in source, (nuint)(offset + displacement));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void Store(Vector256<float> value, ref float destination, nint offset, int displacement = 0) =>
        value.StoreUnsafe(ref destination, (nuint)(offset + displacement));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void StoreBefore(Vector256<float> value, ref float destination, nint offset, nint end)
    {
        if (offset + Vector256<float>.Count <= end)
        {
            Store(value, ref destination, offset);
        }
        else
        {
            bool isLowerWhole = offset + 4 <= end;
            if (isLowerWhole)
            {
                Simd128.Store(value.GetLower(), ref destination, offset);
            }

            Simd128.StoreBefore(isLowerWhole ? value.GetUpper() : value.GetLower(), ref destination, isLowerWhole ? offset + 4 : offset, end);
        }
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Subtract(Vector256<float> a, Vector256<float> b) => a - b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) => a * b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Divide(Vector256<float> a, Vector256<float> b) => a / b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Sqrt(Vector256<float> a) => Vector256.Sqrt(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.MultiplyAddEstimate(a, b, c);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> MultiplyAdd(float a, Vector256<float> b, Vector256<float> c) => Vector256.MultiplyAddEstimate(Vector256.Create(a), b, c);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, float c) => Vector256.MultiplyAddEstimate(a, b, Vector256.Create(c));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> MultiplyAdd(float a, Vector256<float> b, float c) => Vector256.MultiplyAddEstimate(Vector256.Create(a), b, Vector256.Create(c));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> MultiplyAdd(ref readonly float source, nint offset, Vector256<float> b, Vector256<float> c) =>
        Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset)), b, c);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> MultiplyAdd(ref readonly float source, nint offset, Vector256<float> b, float c) =>
        Vector256.MultiplyAddEstimate(Vector256.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset)), b, Vector256.Create(c));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Min(Vector256<float> bound, Vector256<float> value) => Vector256.MinNative(bound, value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Min(float bound, Vector256<float> value) => Vector256.MinNative(Vector256.Create(bound), value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Max(Vector256<float> bound, Vector256<float> value) => Vector256.MaxNative(bound, value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Max(float bound, Vector256<float> value) => Vector256.MaxNative(Vector256.Create(bound), value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Abs(Vector256<float> a) => Vector256.Abs(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Negate(Vector256<float> a) => -a;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Round(Vector256<float> a) => Vector256.Round(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> Floor(Vector256<float> a) => Vector256.Floor(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> CopySign(Vector256<float> magnitude, Vector256<float> sign) => magnitude | (sign & Vector256.Create(-0f));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> SelectLess(Vector256<float> a, Vector256<float> b, Vector256<float> ifTrue, Vector256<float> ifFalse) =>
        Vector256.ConditionalSelect(Vector256.LessThan(a, b), ifTrue, ifFalse);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> PowerOfTwo(Vector256<float> n) => PowerOfTwoFromSum(n + Vector256.Create(12583039f));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> PowerOfTwoFromSum(Vector256<float> sum) => Vector256.ShiftLeft(sum.AsInt32(), 23).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> SplitExponent(Vector256<float> a, out Vector256<float> exponent)
    {
        // Counting from the bits of sqrt(1/2) puts the mantissa around 1 instead of above it.
        Vector256<int> e = Vector256.ShiftRightArithmetic(a.AsInt32() - Vector256.Create(0x3F3504F3), 23);
        exponent = Vector256.ConvertToSingle(e);
        return (a.AsInt32() - Vector256.ShiftLeft(e, 23)).AsSingle();
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> CreateBits(uint bits) => Vector256.Create(bits).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> CountBits(uint first) => (Vector256.Create(first) + Vector256<uint>.Indices).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> AddBits(Vector256<float> a, Vector256<float> b) => (a.AsUInt32() + b.AsUInt32()).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> XorBits(Vector256<float> a, Vector256<float> b) => (a.AsUInt32() ^ b.AsUInt32()).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> RotateBits(Vector256<float> a, int count) =>
        (Vector256.ShiftLeft(a.AsUInt32(), count) | Vector256.ShiftRightLogical(a.AsUInt32(), 32 - count)).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector256<float> SelectBitsLess(Vector256<float> a, Vector256<float> b, Vector256<float> ifTrue, Vector256<float> ifFalse) =>
        Vector256.ConditionalSelect(Vector256.LessThan(a.AsInt32(), b.AsInt32()).AsSingle(), ifTrue, ifFalse);

    /// <summary>By quarter and then by lane: a quarter serves four lanes, and both steps together take less time than a permutation of all lanes.</summary>
    [MethodImpl(Inline)]
    private static Vector256<float> Broadcast(Vector256<float> row, int lane)
    {
        if (!Avx.IsSupported)
        {
            return Vector256.Create(row.GetElement(lane));
        }

#pragma warning disable CA1857 // The lane is a constant of the caller, which this method becomes part of.
        return Avx.Permute(Avx.Permute2x128(row, row, (byte)((lane >> 2) * 0x11)), (byte)((lane & 3) * 0x55));
#pragma warning restore CA1857
    }
}
