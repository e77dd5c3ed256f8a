using System;
using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>
/// One lane, with products rounded before they are added, as on a machine without fused multiply-add. It counts the results that are denormal or
/// would be: a processor may take a hundred cycles for one.
/// </summary>
internal readonly struct WatchedScalar : ISimd<float>
{
    private const float SmallestNormal = 1.17549435e-38f;

    [ThreadStatic]
    private static int _denormals;

    public static int Count => 1;

    /// <summary>The denormal results of an action on this thread.</summary>
    public static int DenormalsOf(Action action)
    {
        _denormals = 0;
        action();
        return _denormals;
    }

    public static float Create(float value) => value;

    public static float Broadcast(ref readonly float source, nint offset, int displacement = 0) => SimdScalar.Broadcast(in source, offset, displacement);

    public static float Broadcast(float row, ref readonly float memory, int lane, int width) => SimdScalar.Broadcast(row, in memory, lane, width);

    public static void StorePart(float part, ref float memory, nint offset, int width) => SimdScalar.StorePart(part, ref memory, offset, width);

    public static float Load(ref readonly float source, nint offset, int displacement = 0) => SimdScalar.Load(in source, offset, displacement);

    public static void Store(float value, ref float destination, nint offset, int displacement = 0) =>
        SimdScalar.Store(value, ref destination, offset, displacement);

    public static void StoreBefore(float value, ref float destination, nint offset, nint end) => SimdScalar.StoreBefore(value, ref destination, offset, end);

    public static float Add(float a, float b) => Watch((double)a + b);

    public static float Subtract(float a, float b) => Watch((double)a - b);

    public static float Multiply(float a, float b) => Watch((double)a * b);

    public static float Divide(float a, float b) => Watch((double)a / b);

    public static float Sqrt(float a) => SimdScalar.Sqrt(a);

    public static float MultiplyAdd(float a, float b, float c) => Add(Multiply(a, b), c);

    public static float MultiplyAdd(ref readonly float source, nint offset, float b, float c) => MultiplyAdd(Load(in source, offset), b, c);

    public static float Min(float bound, float value) => SimdScalar.Min(bound, value);

    public static float Max(float bound, float value) => SimdScalar.Max(bound, value);

    public static float Abs(float a) => SimdScalar.Abs(a);

    public static float Negate(float a) => SimdScalar.Negate(a);

    public static float Round(float a) => SimdScalar.Round(a);

    public static float Floor(float a) => SimdScalar.Floor(a);

    public static float CopySign(float magnitude, float sign) => SimdScalar.CopySign(magnitude, sign);

    public static float SelectLess(float a, float b, float ifTrue, float ifFalse) => SimdScalar.SelectLess(a, b, ifTrue, ifFalse);

    public static float PowerOfTwo(float n) => SimdScalar.PowerOfTwo(n);

    public static float PowerOfTwoFromSum(float sum) => SimdScalar.PowerOfTwoFromSum(sum);

    public static float SplitExponent(float a, out float exponent) => SimdScalar.SplitExponent(a, out exponent);

    public static float CreateBits(uint bits) => SimdScalar.CreateBits(bits);

    public static float CountBits(uint first) => SimdScalar.CountBits(first);

    public static float AddBits(float a, float b) => SimdScalar.AddBits(a, b);

    public static float XorBits(float a, float b) => SimdScalar.XorBits(a, b);

    public static float RotateBits(float a, int count) => SimdScalar.RotateBits(a, count);

    public static float SelectBitsLess(float a, float b, float ifTrue, float ifFalse) => SimdScalar.SelectBitsLess(a, b, ifTrue, ifFalse);

    // In double the result of two floats is exact enough that rounding it once more changes nothing.
    private static float Watch(double result)
    {
        if (result != 0 && Math.Abs(result) < SmallestNormal)
        {
            _denormals++;
        }

        return (float)result;
    }
}
