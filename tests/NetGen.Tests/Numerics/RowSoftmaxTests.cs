using System;
using System.Linq;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class RowSoftmaxTests
{
    public static TheoryData<int> Counts => new(Enumerable.Range(1, 70));

    [Theory]
    [MemberData(nameof(Counts))]
    public void EveryLength_AgreesWithDoublePrecision_AndTouchesNothingBehind(int count)
    {
        // Multiples of 1/64: their differences are exact, so only the exponential, the sum and the division can err.
        System.Random random = new(count);
        float[] logits = [.. Enumerable.Range(0, count).Select(_ => random.Next(-1280, 1280) / 64f), .. Enumerable.Repeat(float.NaN, 16)];
        float[] outputs = [.. Enumerable.Repeat(-7f, count + 16)];
        RowSoftmax.Invoke(in logits[0], ref outputs[0], count);
        double largest = logits[..count].Max();
        double sum = logits[..count].Sum(z => Math.Exp(z - largest));
        for (int i = 0; i < count; i++)
        {
            double exact = Math.Exp(logits[i] - largest) / sum;
            Assert.InRange(outputs[i], exact * (1 - 4e-7), exact * (1 + 4e-7));
        }

        Assert.All(outputs[count..], behind => Assert.Equal(-7f, behind));
        Assert.Equal(1, outputs[..count].Sum(y => (double)y), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void TheBits_FollowFromExpAndSum(int count)
    {
        // Scalar exponentials, the documented sum, one division each: the same at every width.
        float[] logits = Logits(count);
        float[] expected = [.. logits.Select(z => Exp.Invoke<SimdScalar, float>(z - logits.Max()))];
        float sum = Sum.Invoke(in expected[0], count);
        float[] outputs = new float[count];
        RowSoftmax.Invoke(in logits[0], ref outputs[0], count);
        Assert.Equal(expected.Select(e => e / sum), outputs);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void InPlace_GivesTheSameBits(int count)
    {
        float[] logits = Logits(count);
        float[] outputs = new float[count];
        RowSoftmax.Invoke(in logits[0], ref outputs[0], count);
        RowSoftmax.Invoke(in logits[0], ref logits[0], count);
        Assert.Equal(outputs, logits);
    }

    [Fact]
    public void Literals_OfThreeLogits()
    {
        float[] logits = [1f, 2f, 3f];
        RowSoftmax.Invoke(in logits[0], ref logits[0], 3);
        Assert.Equal(0.0900305731704, logits[0], 1e-8);
        Assert.Equal(0.244728471055, logits[1], 3e-8);
        Assert.Equal(0.665240955775, logits[2], 6e-8);
    }

    [Fact]
    public void AddingAConstant_ChangesNothing_EvenWhereExpWouldOverflow()
    {
        float[] small = [1f, 2f, 3f, -4f, 0f];
        float[] large = [.. small.Select(z => z + 1024f)];
        RowSoftmax.Invoke(in small[0], ref small[0], 5);
        RowSoftmax.Invoke(in large[0], ref large[0], 5);
        Assert.Equal(small, large);
    }

    [Fact]
    public void FarLogits_GiveExactZeroAndOne()
    {
        float[] logits = [0f, -100f, float.NegativeInfinity, -float.MaxValue];
        RowSoftmax.Invoke(in logits[0], ref logits[0], 4);
        Assert.Equal([1f, 0f, 0f, 0f], logits);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ANaNOrInfinity_MakesTheWholeRowNaN(float bad)
    {
        for (int count = 1; count <= 40; count++)
        {
            for (int place = 0; place < count; place++)
            {
                float[] logits = Logits(count);
                logits[place] = bad;
                RowSoftmax.Invoke(in logits[0], ref logits[0], count);
                Assert.All(logits, y => Assert.True(float.IsNaN(y)));
            }
        }
    }

    [Fact]
    public void NothingIsAllocated()
    {
        float[] logits = Logits(37);
        RowSoftmax.Invoke(in logits[0], ref logits[0], 37);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RowSoftmax.Invoke(in logits[0], ref logits[0], 37);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static float[] Logits(int count)
    {
        System.Random random = new(count);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 20 - 10)];
    }
}
