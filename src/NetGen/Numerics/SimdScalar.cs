using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>One lane in a float: the fallback where vectors are not hardware.</summary>
public readonly struct SimdScalar : ISimd<float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc />
    public static int Count
    {
        [MethodImpl(Inline)]
        get => 1;
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Create(float value) => value;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Broadcast(ref readonly float source, nint offset, int displacement = 0) =>
        Unsafe.Add(ref Unsafe.AsRef(in source), offset + displacement);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Broadcast(float row, ref readonly float memory, int lane, int width) => width <= 1 ? row : Broadcast(in memory, lane);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void StorePart(float part, ref float memory, nint offset, int width)
    {
        if (width > 1)
        {
            Store(part, ref memory, offset);
        }
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Load(ref readonly float source, nint offset, int displacement = 0) =>
        Unsafe.Add(ref Unsafe.AsRef(in source), offset + displacement);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void Store(float value, ref float destination, nint offset, int displacement = 0) =>
        Unsafe.Add(ref destination, offset + displacement) = value;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static void StoreBefore(float value, ref float destination, nint offset, nint end)
    {
        if (offset < end)
        {
            Store(value, ref destination, offset);
        }
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Add(float a, float b) => a + b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Subtract(float a, float b) => a - b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Multiply(float a, float b) => a * b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Divide(float a, float b) => a / b;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Sqrt(float a) => MathF.Sqrt(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float MultiplyAdd(float a, float b, float c) => float.MultiplyAddEstimate(a, b, c);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float MultiplyAdd(ref readonly float source, nint offset, float b, float c) =>
        float.MultiplyAddEstimate(Unsafe.Add(ref Unsafe.AsRef(in source), offset), b, c);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Min(float bound, float value) => float.MinNative(bound, value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Max(float bound, float value) => float.MaxNative(bound, value);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Abs(float a) => MathF.Abs(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Negate(float a) => -a;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Round(float a) => MathF.Round(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float Floor(float a) => MathF.Floor(a);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float CopySign(float magnitude, float sign) => MathF.CopySign(magnitude, sign);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float SelectLess(float a, float b, float ifTrue, float ifFalse) => a < b ? ifTrue : ifFalse;

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float PowerOfTwo(float n) => PowerOfTwoFromSum(n + 12583039f);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float PowerOfTwoFromSum(float sum) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(sum) << 23);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float SplitExponent(float a, out float exponent)
    {
        // Counting from the bits of sqrt(1/2) puts the mantissa around 1 instead of above it.
        int bits = BitConverter.SingleToInt32Bits(a);
        int e = (bits - 0x3F3504F3) >> 23;
        exponent = e;
        return BitConverter.Int32BitsToSingle(bits - (e << 23));
    }

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float CreateBits(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float CountBits(uint first) => BitConverter.UInt32BitsToSingle(first);

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float AddBits(float a, float b) =>
        BitConverter.UInt32BitsToSingle(unchecked(BitConverter.SingleToUInt32Bits(a) + BitConverter.SingleToUInt32Bits(b)));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float XorBits(float a, float b) => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(a) ^ BitConverter.SingleToUInt32Bits(b));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float RotateBits(float a, int count) =>
        BitConverter.UInt32BitsToSingle(BitOperations.RotateLeft(BitConverter.SingleToUInt32Bits(a), count));

    /// <inheritdoc />
    [MethodImpl(Inline)]
    public static float SelectBitsLess(float a, float b, float ifTrue, float ifFalse) =>
        BitConverter.SingleToInt32Bits(a) < BitConverter.SingleToInt32Bits(b) ? ifTrue : ifFalse;
}
