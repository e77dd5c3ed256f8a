using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class SmallSoftmaxTests
{
    public static TheoryData<int> Counts => new(Enumerable.Range(1, SmallSoftmax.MaxCount));

    [Theory]
    [MemberData(nameof(Counts))]
    public void EveryLength_AgreesWithDoublePrecision_AndTouchesNothingBehind(int count)
    {
        // Multiples of 1/64: their differences are exact, so only the exponential, the sum and the division can err.
        System.Random random = new(count);
        float[] logits = [.. Enumerable.Range(0, 16).Select(k => k < count ? random.Next(-1280, 1280) / 64f : float.NaN)];
        double largest = logits[..count].Max();
        double sum = logits[..count].Sum(z => Math.Exp(z - largest));
        double[] exact = [.. logits[..count].Select(z => Math.Exp(z - largest) / sum)];
        float[] outputs = [.. Enumerable.Repeat(-7f, count + 16)];
        SmallSoftmax.Invoke(ref logits[0], ref outputs[0], count);
        Assert.All(exact, (e, i) => Assert.InRange(outputs[i], e * (1 - 4e-7), e * (1 + 4e-7)));
        Assert.All(outputs[count..], behind => Assert.Equal(-7f, behind));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void TheBits_FollowFromExpAndTheFold(int count)
    {
        float[] logits = [.. Enumerable.Range(0, 16).Select(k => MathF.Sin(k * 7.3f) * 9f)];
        float[] e = new float[16];
        for (int k = 0; k < count; k++)
        {
            e[k] = Exp.Invoke<SimdScalar, float>(logits[k] - logits[..count].Max());
        }

        float[] t = [.. Enumerable.Range(0, 4).Select(k => e[k] + e[k + 8] + (e[k + 4] + e[k + 12]))];
        float sum = t[0] + t[2] + (t[1] + t[3]);
        float[] outputs = new float[count];
        SmallSoftmax.Invoke(ref logits[0], ref outputs[0], count);
        Assert.Equal(e[..count].Select(v => v / sum), outputs);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void NaN_MakesEveryOutputNaN(int count)
    {
        for (int at = 0; at < count; at++)
        {
            float[] logits = new float[16];
            logits[at] = float.NaN;
            float[] outputs = new float[count];
            SmallSoftmax.Invoke(ref logits[0], ref outputs[0], count);
            Assert.All(outputs, y => Assert.True(float.IsNaN(y)));
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void ARowInARegister_GivesTheSameBits(int count)
    {
        float[] logits = [.. Enumerable.Range(0, 16).Select(k => k < count ? MathF.Sin(k * 7.3f) * 9f : float.NaN)];
        float[] expected = new float[count];
        SmallSoftmax.Invoke(ref logits.ToArray()[0], ref expected[0], count);
        foreach (int width in new[] { 4, 8, 16 }.Where(width => width >= count))
        {
            Assert.Equal(expected, OfParts<SimdScalar, float>(logits, width, count));
            Assert.Equal(expected, OfParts<Simd128, Vector128<float>>(logits, width, count));
            Assert.Equal(expected, OfParts<Simd256, Vector256<float>>(logits, width, count));
            Assert.Equal(expected, OfParts<Simd512, Vector512<float>>(logits, width, count));
        }
    }

    /// <summary>As a kernel has the row: its last part in a register, and all parts in memory where there are several.</summary>
    private static float[] OfParts<S, T>(float[] logits, int width, int count)
        where S : struct, ISimd<T>
        where T : struct
    {
        float[] memory = new float[16];
        T part = S.Create(0f);
        for (int j = 0; j < width; j += S.Count)
        {
            part = S.Load(in logits[0], j);
            S.StorePart(part, ref memory[0], j, width);
        }

        float[] outputs = [.. Enumerable.Repeat(-7f, count + 16)];
        SmallSoftmax.Invoke<S, T>(part, ref memory[0], width, ref outputs[0], count);
        Assert.All(outputs[count..], behind => Assert.Equal(-7f, behind));
        return outputs[..count];
    }

    [Fact]
    public void MaskedLogits_GiveZero()
    {
        float[] logits = [1f, float.NegativeInfinity, 1f, .. new float[13]];
        float[] outputs = new float[3];
        SmallSoftmax.Invoke(ref logits[0], ref outputs[0], 3);
        Assert.Equal([0.5f, 0f, 0.5f], outputs);
    }
}
