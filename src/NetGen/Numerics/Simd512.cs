using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

/// <summary>16 lanes in one 512-bit register.</summary>
public readonly struct Simd512 : ISimd<Vector512<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc />
    public static int Count
    {
        [MethodImpl(Inline)]
        get => 16;
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Create(float value) => Vector512.Create(value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Broadcast(ref readonly float source, nint offset, int displacement = 0) =>
        Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset + displacement));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Broadcast(Vector512<float> row, ref readonly float memory, int lane, int width) =>
        width <= Vector512<float>.Count ? Vector512.Shuffle(row, Vector512.Create(lane)) : Broadcast(in memory, lane);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void StorePart(Vector512<float> part, ref float memory, nint offset, int width)
    {
        if (width > Vector512<float>.Count)
        {
            Store(part, ref memory, offset);
        }
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Load(ref readonly float source, nint offset, int displacement = 0) =>
        Vector512.LoadUnsafe(in source, (nuint)(offset + displacement));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void Store(Vector512<float> value, ref float destination, nint offset, int displacement = 0) =>
        value.StoreUnsafe(ref destination, (nuint)(offset + displacement));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void StoreBefore(Vector512<float> value, ref float destination, nint offset, nint end)
    {
        if (offset + Vector512<float>.Count <= end)
        {
            Store(value, ref destination, offset);
        }
        else
        {
            bool isLowerWhole = offset + 8 <= end;
            if (isLowerWhole)
            {
                Simd256.Store(value.GetLower(), ref destination, offset);
            }

            Simd256.StoreBefore(isLowerWhole ? value.GetUpper() : value.GetLower(), ref destination, isLowerWhole ? offset + 8 : offset, end);
        }
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Subtract(Vector512<float> a, Vector512<float> b) => a - b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Multiply(Vector512<float> a, Vector512<float> b) => a * b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Divide(Vector512<float> a, Vector512<float> b) => a / b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Sqrt(Vector512<float> a) => Vector512.Sqrt(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.MultiplyAddEstimate(a, b, c);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> MultiplyAdd(float a, Vector512<float> b, Vector512<float> c) => Vector512.MultiplyAddEstimate(Vector512.Create(a), b, c);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, float c) => Vector512.MultiplyAddEstimate(a, b, Vector512.Create(c));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> MultiplyAdd(float a, Vector512<float> b, float c) => Vector512.MultiplyAddEstimate(Vector512.Create(a), b, Vector512.Create(c));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> MultiplyAdd(ref readonly float source, nint offset, Vector512<float> b, Vector512<float> c) =>
        Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset)), b, c);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> MultiplyAdd(ref readonly float source, nint offset, Vector512<float> b, float c) =>
        Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset)), b, Vector512.Create(c));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Min(Vector512<float> bound, Vector512<float> value) => Vector512.MinNative(bound, value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Min(float bound, Vector512<float> value) => Vector512.MinNative(Vector512.Create(bound), value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Max(Vector512<float> bound, Vector512<float> value) => Vector512.MaxNative(bound, value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Max(float bound, Vector512<float> value) => Vector512.MaxNative(Vector512.Create(bound), value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Abs(Vector512<float> a) => Vector512.Abs(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Negate(Vector512<float> a) => -a;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Round(Vector512<float> a) => Vector512.Round(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> Floor(Vector512<float> a) => Vector512.Floor(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> CopySign(Vector512<float> magnitude, Vector512<float> sign) => magnitude | (sign & Vector512.Create(-0f));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> SelectLess(Vector512<float> a, Vector512<float> b, Vector512<float> ifTrue, Vector512<float> ifFalse) =>
        Vector512.ConditionalSelect(Vector512.LessThan(a, b), ifTrue, ifFalse);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> PowerOfTwo(Vector512<float> n) => PowerOfTwoFromSum(n + Vector512.Create(12583039f));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> PowerOfTwoFromSum(Vector512<float> sum) => Vector512.ShiftLeft(sum.AsInt32(), 23).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> SplitExponent(Vector512<float> a, out Vector512<float> exponent)
    {
        // Counting from the bits of sqrt(1/2) puts the mantissa around 1 instead of above it.
        Vector512<int> e = Vector512.ShiftRightArithmetic(a.AsInt32() - Vector512.Create(0x3F3504F3), 23);
        exponent = Vector512.ConvertToSingle(e);
        return (a.AsInt32() - Vector512.ShiftLeft(e, 23)).AsSingle();
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> CreateBits(uint bits) => Vector512.Create(bits).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> CountBits(uint first) => (Vector512.Create(first) + Vector512<uint>.Indices).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> AddBits(Vector512<float> a, Vector512<float> b) => (a.AsUInt32() + b.AsUInt32()).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> XorBits(Vector512<float> a, Vector512<float> b) => (a.AsUInt32() ^ b.AsUInt32()).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> RotateBits(Vector512<float> a, int count) =>
        (Vector512.ShiftLeft(a.AsUInt32(), count) | Vector512.ShiftRightLogical(a.AsUInt32(), 32 - count)).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector512<float> SelectBitsLess(Vector512<float> a, Vector512<float> b, Vector512<float> ifTrue, Vector512<float> ifFalse) =>
        Vector512.ConditionalSelect(Vector512.LessThan(a.AsInt32(), b.AsInt32()).AsSingle(), ifTrue, ifFalse);
}
