using System.Runtime.CompilerServices;

namespace NetGen.Numerics;

/// <summary>
/// The operations that kernels are written in, so that one text serves every vector width. <typeparamref name="T"/> is the register:
/// Vector512, Vector256, Vector128 of float, or a plain float. Each operation is one instruction, or a short fixed sequence with the same
/// result, bit for bit, at every width of a machine.
/// </summary>
/// <typeparam name="T">The register type.</typeparam>
public interface ISimd<T>
    where T : struct
{
    /// <summary>Number of lanes: 16, 8, 4 or 1.</summary>
    static abstract int Count { get; }

    /// <summary>All lanes equal to <paramref name="value"/>.</summary>
    static abstract T Create(float value);

    /// <summary>
    /// All lanes equal to the value <paramref name="offset"/> + <paramref name="displacement"/> elements behind <paramref name="source"/>. Here and
    /// below the displacement is a constant: an instruction adds it to an address for nothing.
    /// </summary>
    static abstract T Broadcast(ref readonly float source, nint offset, int displacement = 0);

    /// <summary>
    /// All lanes equal to one value of a row. The row is in memory, and the <see cref="Count"/> values computed last in a register: the register
    /// serves where the row is no wider.
    /// </summary>
    static abstract T Broadcast(T row, ref readonly float memory, int lane, int width);

    /// <summary>Writes a part of such a row to its place in memory, unless the register holds all of it.</summary>
    static abstract void StorePart(T part, ref float memory, nint offset, int width);

    /// <summary>Reads <see cref="Count"/> values from <paramref name="offset"/> + <paramref name="displacement"/> elements behind <paramref name="source"/>.</summary>
    static abstract T Load(ref readonly float source, nint offset, int displacement = 0);

    /// <summary>Writes <see cref="Count"/> values to <paramref name="offset"/> + <paramref name="displacement"/> elements behind <paramref name="destination"/>.</summary>
    static abstract void Store(T value, ref float destination, nint offset, int displacement = 0);

    /// <summary>
    /// Writes those of the <see cref="Count"/> values whose place is before <paramref name="end"/>: the last ones of a row. Offset and end are both counted from
    /// <paramref name="destination"/>.
    /// </summary>
    static abstract void StoreBefore(T value, ref float destination, nint offset, nint end);

    /// <summary>a + b.</summary>
    static abstract T Add(T a, T b);

    /// <summary>a - b.</summary>
    static abstract T Subtract(T a, T b);

    /// <summary>
    /// a * b. Where the product may be denormal, multiply and add 0: some processors take many times longer for a denormal product, none for a fused
    /// multiply-add.
    /// </summary>
    static abstract T Multiply(T a, T b);

    /// <summary>a / b, correctly rounded.</summary>
    static abstract T Divide(T a, T b);

    /// <summary>The square root, correctly rounded.</summary>
    static abstract T Sqrt(T a);

    /// <summary>a * b + c, rounded once where the hardware has a fused multiply-add, else twice.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>
    /// a * b + c with the same a in all lanes, rounded as the other overloads. Here and below a number stands for <see cref="Create"/> of it, with one call
    /// less: calls that become part of their callers are most of the time that the JIT takes.
    /// </summary>
    static abstract T MultiplyAdd(float a, T b, T c);

    /// <summary>a * b + c with the same c in all lanes, rounded as the other overloads.</summary>
    static abstract T MultiplyAdd(T a, T b, float c);

    /// <summary>a * b + c with the same a and the same c in all lanes, rounded as the other overloads.</summary>
    static abstract T MultiplyAdd(float a, T b, float c);

    /// <summary>source[offset] * b + c with the same source in all lanes, rounded as the other overloads.</summary>
    static abstract T MultiplyAdd(ref readonly float source, nint offset, T b, T c);

    /// <summary>source[offset] * b + c with the same source and the same c in all lanes, rounded as the other overloads.</summary>
    static abstract T MultiplyAdd(ref readonly float source, nint offset, T b, float c);

    /// <summary>The smaller of a bound and a value. The bound comes first: a NaN in <paramref name="value"/> stays NaN.</summary>
    static abstract T Min(T bound, T value);

    /// <summary>The smaller of a bound and a value: a NaN in <paramref name="value"/> stays NaN.</summary>
    static abstract T Min(float bound, T value);

    /// <summary>The larger of a bound and a value. The bound comes first: a NaN in <paramref name="value"/> stays NaN.</summary>
    static abstract T Max(T bound, T value);

    /// <summary>The larger of a bound and a value: a NaN in <paramref name="value"/> stays NaN.</summary>
    static abstract T Max(float bound, T value);

    /// <summary>|a|.</summary>
    static abstract T Abs(T a);

    /// <summary>-a.</summary>
    static abstract T Negate(T a);

    /// <summary>The nearest whole number, halves to even.</summary>
    static abstract T Round(T a);

    /// <summary>The largest whole number not above a.</summary>
    static abstract T Floor(T a);

    /// <summary><paramref name="magnitude"/>, which must not be negative, with the sign of <paramref name="sign"/>.</summary>
    static abstract T CopySign(T magnitude, T sign);

    /// <summary>Per lane: <paramref name="ifTrue"/> where a &lt; b, else <paramref name="ifFalse"/> (also where a or b is NaN).</summary>
    static abstract T SelectLess(T a, T b, T ifTrue, T ifFalse);

    /// <summary>2^n for whole n from -126 to 127; 0 for -127 and infinity for 128.</summary>
    static abstract T PowerOfTwo(T n);

    /// <summary>
    /// 2^n as <see cref="PowerOfTwo"/>, from n + 1.5 * 2^23 + 127: adding that constant to a number rounds it to the whole n and leaves
    /// n + 127, the exponent field of 2^n, in the lowest bits.
    /// </summary>
    static abstract T PowerOfTwoFromSum(T sum);

    /// <summary>For positive normal a: the whole e and the m in [sqrt(1/2), sqrt(2)) with a = m * 2^e.</summary>
    static abstract T SplitExponent(T a, out T exponent);

    /// <summary>All lanes with these bits. Arithmetic on bits takes lanes as whole numbers of 32 bits.</summary>
    static abstract T CreateBits(uint bits);

    /// <summary>The bits first, first + 1, first + 2 and so on, one number a lane.</summary>
    static abstract T CountBits(uint first);

    /// <summary>The bits of a + b, modulo 2^32.</summary>
    static abstract T AddBits(T a, T b);

    /// <summary>The bits of a and b where they differ.</summary>
    static abstract T XorBits(T a, T b);

    /// <summary>The bits of a, rotated to the left by a constant <paramref name="count"/> from 1 to 31.</summary>
    static abstract T RotateBits(T a, int count);

    /// <summary>Per lane: <paramref name="ifTrue"/> where the bits of a, as a number with a sign, are below those of b, else <paramref name="ifFalse"/>.</summary>
    static abstract T SelectBitsLess(T a, T b, T ifTrue, T ifFalse);
}
