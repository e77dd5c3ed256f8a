using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Optimizers;

[Trait("Category", "Functional")]
public class UpdateLoopTests
{
    private static readonly float[] Special =
    [
        0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, 1.1754942e-38f, 1.17549435e-38f, 1e-20f, 1e-30f, 1e19f, 1e20f, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    [Fact]
    public void EveryWidth_GivesTheSameBits()
    {
        CheckWidths(new GradientDescentRule(0.1f));
        CheckWidths(new MomentumRule(0.1f, 0.9f, 0.3f));
        CheckWidths(new NesterovRule(0.1f, 0.9f, 0.3f));
        CheckWidths(new RMSPropRule(0.1f, 0.9f, 1e-8f));
        CheckWidths(new AdaGradRule(0.1f, 1e-10f));
        CheckWidths(new AdamRule(0.1f, 0.9f, 0.999f, 1e-8f, 0.729, 0.997));
        CheckWidths(new L2Rule<AdamRule>(new AdamRule(0.1f, 0.9f, 0.999f, 1e-8f, 0.729, 0.997), 0.01f));
        CheckWidths(new FlushRule<AdamRule>(new AdamRule(0.1f, 0.9f, 0.999f, 1e-8f, 0.729, 0.997)));
        CheckWidths(new DecoupledDecayRule<AdamRule>(new AdamRule(0.1f, 0.9f, 0.999f, 1e-8f, 0.729, 0.997), 0.1f, 0.01f));
    }

    [Fact]
    public void EveryLength_IsTreatedWholly()
    {
        GradientDescentRule rule = new(1f);
        for (int length = 0; length < 70; length++)
        {
            float[] parameters = new float[length + 1];
            Run(rule, parameters.AsSpan(0, length), Enumerable.Repeat(1f, length).ToArray(), default, default, 0, length);
            Assert.All(parameters.Take(length), value => Assert.Equal(-1f, value));
            Assert.Equal(0f, parameters[length]);
        }
    }

    [Fact]
    public void Part_LeavesTheRestAlone()
    {
        float[] parameters = new float[60];
        float[] gradients = [.. Enumerable.Repeat(1f, 60)];
        float[] state = new float[60];
        Run(new MomentumRule(1f, 0.9f, 1f), parameters, gradients, state, default, 7, 41);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => i is >= 7 and < 48 ? -1f : 0f), parameters);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => i is >= 7 and < 48 ? 1f : 0f), state);
    }

    [Fact]
    public void Zero_StaysZeroUnderEveryRule()
    {
        CheckZero(new GradientDescentRule(0.1f));
        CheckZero(new MomentumRule(0.1f, 0.9f, 0.3f));
        CheckZero(new NesterovRule(0.1f, 0.9f, 0.3f));
        CheckZero(new RMSPropRule(0.1f, 0.9f, float.Epsilon));
        CheckZero(new AdaGradRule(0.1f, float.Epsilon));
        CheckZero(new AdamRule(0.1f, 0.9f, 0.999f, float.Epsilon, 0.9, 0.999));
        CheckZero(new L2Rule<MomentumRule>(new MomentumRule(0.1f, 0.9f, 0.3f), 0.1f));
        CheckZero(new DecoupledDecayRule<AdamRule>(new AdamRule(0.1f, 0.9f, 0.999f, float.Epsilon, 0.9, 0.999), 0.1f, 0.1f));
    }

    [Fact]
    public void DecayingState_BecomesZeroInsteadOfDenormal()
    {
        float[] p = new float[17], g = new float[17], a = new float[17], b = new float[17];
        Array.Fill(a, 1.3e-38f);
        Array.Fill(b, 1.3e-38f);
        Run(new FlushRule<AdamRule>(new AdamRule(0.1f, 0.9f, 0.9f, 1e-8f, 0, 0)), p, g, a, b, 0, p.Length);
        Assert.All(a, value => Assert.Equal(0f, value));
        Assert.All(b, value => Assert.Equal(0f, value));
        Array.Fill(a, -1.3e-38f);
        Run(new FlushRule<MomentumRule>(new MomentumRule(0.1f, 0.9f, 1f)), p, g, a, default, 0, p.Length);
        Assert.All(a, value => Assert.Equal(0f, value));
    }

    [Fact]
    public void NaNGradient_IsNotHidden()
    {
        float[] p = new float[17], g = new float[17], a = new float[17], b = new float[17];
        Array.Fill(g, float.NaN);
        Run(new FlushRule<AdamRule>(new AdamRule(0.1f, 0.9f, 0.999f, 1e-8f, 0.9, 0.999)), p, g, a, b, 0, p.Length);
        Assert.All(p.Concat(a).Concat(b), value => Assert.True(float.IsNaN(value)));
    }

    private static void CheckZero<TRule>(TRule rule)
        where TRule : struct, IUpdateRule<TRule>
    {
        float[] p = new float[17], g = new float[17], a = new float[17], b = new float[17];
        Run(rule, p, g, a, b, 0, p.Length);
        Assert.All(p.Concat(a).Concat(b), value => Assert.Equal(0f, value));
    }

    private static void CheckWidths<TRule>(TRule rule)
        where TRule : struct, IUpdateRule<TRule>
    {
        (float[] P, float[] A, float[] B) scalar = Run<TRule, SimdScalar, float>(rule);
        Assert.Contains(scalar.P, value => float.IsFinite(value) && value != 0);
        AssertSameBits(scalar, Run<TRule, Simd128, Vector128<float>>(rule));
        AssertSameBits(scalar, Run<TRule, Simd256, Vector256<float>>(rule));
        AssertSameBits(scalar, Run<TRule, Simd512, Vector512<float>>(rule));
    }

    private static (float[] P, float[] A, float[] B) Run<TRule, S, T>(TRule rule)
        where TRule : struct, IUpdateRule<TRule>
        where S : struct, ISimd<T>
        where T : struct
    {
        const int Count = 16 * 1000;
        Xoshiro256 random = new(77);
        float[] p = Values(ref random, Count), g = Values(ref random, Count), a = Values(ref random, Count);
        float[] b = Array.ConvertAll(Values(ref random, Count), Math.Abs);
        UpdateLoop.Blocks<TRule, S, T>(in rule, ref p[0], in g[0], ref a[0], ref b[0], 0, Count);
        return (p, a, b);
    }

    private static float[] Values(ref Xoshiro256 random, int count)
    {
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = random.NextInt(4) == 0 ? Special[random.NextInt(Special.Length)] : (float)random.NextNormal();
        }

        return values;
    }

    private static void AssertSameBits((float[] P, float[] A, float[] B) expected, (float[] P, float[] A, float[] B) actual)
    {
        Assert.Equal(Bits(expected.P), Bits(actual.P));
        Assert.Equal(Bits(expected.A), Bits(actual.A));
        Assert.Equal(Bits(expected.B), Bits(actual.B));
    }

    /// <summary>The bits, with one NaN for all: which of two NaN operands survives is the processor's choice.</summary>
    private static int[] Bits(float[] values) =>
        Array.ConvertAll(values, value => float.IsNaN(value) ? -1 : BitConverter.SingleToInt32Bits(value));

    private static void Run<TRule>(TRule rule, Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, int start, int length)
        where TRule : struct, IUpdateRule<TRule> => UpdateLoop.Run(
            in rule,
            ref MemoryMarshal.GetReference(parameters),
            in MemoryMarshal.GetReference(gradients),
            ref MemoryMarshal.GetReference(first),
            ref MemoryMarshal.GetReference(second),
            start,
            length);
}
