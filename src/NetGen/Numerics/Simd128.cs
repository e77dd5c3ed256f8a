using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

/// <summary>4 lanes in one 128-bit register.</summary>
public readonly struct Simd128 : ISimd<Vector128<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc />
    public static int Count
    {
        [MethodImpl(Inline)]
        get => 4;
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Create(float value) => Vector128.Create(value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Broadcast(ref readonly float source, nint offset, int displacement = 0) =>
        Vector128.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset + displacement));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Broadcast(Vector128<float> row, ref readonly float memory, int lane, int width) =>
        width <= Vector128<float>.Count ? Vector128.Shuffle(row, Vector128.Create(lane)) : Broadcast(in memory, lane);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void StorePart(Vector128<float> part, ref float memory, nint offset, int width)
    {
        if (width > Vector128<float>.Count)
        {
            Store(part, ref memory, offset);
        }
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Load(ref readonly float source, nint offset, int displacement = 0) =>
        Vector128.LoadUnsafe(in source, (nuint)(offset + displacement));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void Store(Vector128<float> value, ref float destination, nint offset, int displacement = 0) =>
        value.StoreUnsafe(ref destination, (nuint)(offset + displacement));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void StoreBefore(Vector128<float> value, ref float destination, nint offset, nint end)
    {
        if (offset + Vector128<float>.Count <= end)
        {
            Store(value, ref destination, offset);
        }
        else if (offset + 2 <= end)
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref destination, offset)), value.AsDouble().ToScalar());
            if (offset + 3 <= end)
            {
                Unsafe.Add(ref destination, offset + 2) = value.GetElement(2);
            }
        }
        else if (offset < end)
        {
            Unsafe.Add(ref destination, offset) = value.ToScalar();
        }
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Subtract(Vector128<float> a, Vector128<float> b) => a - b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Multiply(Vector128<float> a, Vector128<float> b) => a * b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Divide(Vector128<float> a, Vector128<float> b) => a / b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Sqrt(Vector128<float> a) => Vector128.Sqrt(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.MultiplyAddEstimate(a, b, c);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> MultiplyAdd(float a, Vector128<float> b, Vector128<float> c) => Vector128.MultiplyAddEstimate(Vector128.Create(a), b, c);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, float c) => Vector128.MultiplyAddEstimate(a, b, Vector128.Create(c));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> MultiplyAdd(float a, Vector128<float> b, float c) => Vector128.MultiplyAddEstimate(Vector128.Create(a), b, Vector128.Create(c));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> MultiplyAdd(ref readonly float source, nint offset, Vector128<float> b, Vector128<float> c) =>
        Vector128.MultiplyAddEstimate(Vector128.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset)), b, c);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> MultiplyAdd(ref readonly float source, nint offset, Vector128<float> b, float c) =>
        Vector128.MultiplyAddEstimate(Vector128.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset)), b, Vector128.Create(c));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Min(Vector128<float> bound, Vector128<float> value) => Vector128.MinNative(bound, value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Min(float bound, Vector128<float> value) => Vector128.MinNative(Vector128.Create(bound), value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Max(Vector128<float> bound, Vector128<float> value) => Vector128.MaxNative(bound, value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Max(float bound, Vector128<float> value) => Vector128.MaxNative(Vector128.Create(bound), value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Abs(Vector128<float> a) => Vector128.Abs(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Negate(Vector128<float> a) => -a;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Round(Vector128<float> a) => Vector128.Round(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> Floor(Vector128<float> a) => Vector128.Floor(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> CopySign(Vector128<float> magnitude, Vector128<float> sign) => magnitude | (sign & Vector128.Create(-0f));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> SelectLess(Vector128<float> a, Vector128<float> b, Vector128<float> ifTrue, Vector128<float> ifFalse) =>
        Vector128.ConditionalSelect(Vector128.LessThan(a, b), ifTrue, ifFalse);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> PowerOfTwo(Vector128<float> n) => PowerOfTwoFromSum(n + Vector128.Create(12583039f));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> PowerOfTwoFromSum(Vector128<float> sum) => Vector128.ShiftLeft(sum.AsInt32(), 23).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> SplitExponent(Vector128<float> a, out Vector128<float> exponent)
    {
        // Counting from the bits of sqrt(1/2) puts the mantissa around 1 instead of above it.
        Vector128<int> e = Vector128.ShiftRightArithmetic(a.AsInt32() - Vector128.Create(0x3F3504F3), 23);
        exponent = Vector128.ConvertToSingle(e);
        return (a.AsInt32() - Vector128.ShiftLeft(e, 23)).AsSingle();
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> CreateBits(uint bits) => Vector128.Create(bits).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> CountBits(uint first) => (Vector128.Create(first) + Vector128<uint>.Indices).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> AddBits(Vector128<float> a, Vector128<float> b) => (a.AsUInt32() + b.AsUInt32()).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> XorBits(Vector128<float> a, Vector128<float> b) => (a.AsUInt32() ^ b.AsUInt32()).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> RotateBits(Vector128<float> a, int count) =>
        (Vector128.ShiftLeft(a.AsUInt32(), count) | Vector128.ShiftRightLogical(a.AsUInt32(), 32 - count)).AsSingle();

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static Vector128<float> SelectBitsLess(Vector128<float> a, Vector128<float> b, Vector128<float> ifTrue, Vector128<float> ifFalse) =>
        Vector128.ConditionalSelect(Vector128.LessThan(a.AsInt32(), b.AsInt32()).AsSingle(), ifTrue, ifFalse);
}
