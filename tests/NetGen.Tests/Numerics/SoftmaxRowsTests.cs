using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

public sealed class SoftmaxRowsTests
{
    private static readonly int[] RowCounts = [1, 3, 4, 7, 8, 15, 16, 17, 31, 32, 37, 48, 64, 65];

    public static TheoryData<int> Counts() => [1, 2, 3, 4, 5, 8, 10, 15, 16, 17, 20, 31, 32, 33, 47, 63, 64];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Rows_AreTheirSoftmax_WithTheSameBits_AtEveryWidthAndPlace(int count)
    {
        int stride = ((count + 15) / 16 * 16) + 16;
        foreach (int rows in RowCounts)
        {
            float[] logits = Logits(rows, count, stride);
            float[] outputs = Invoke<SimdScalar, float>(logits, stride, count, rows);
            Assert.Equal(outputs, Invoke<Simd128, Vector128<float>>(logits, stride, count, rows));
            Assert.Equal(outputs, Invoke<Simd256, Vector256<float>>(logits, stride, count, rows));
            Assert.Equal(outputs, Invoke<Simd512, Vector512<float>>(logits, stride, count, rows));
            for (int row = 0; row < rows; row++)
            {
                float[] line = logits[(row * stride)..][..stride];
                float[] softmax = outputs[(row * count)..][..count];
                Assert.Equal(softmax, Invoke<Simd128, Vector128<float>>(line, stride, count, 1));
                AssertIsSoftmax(line[..count], softmax);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void ANaN_MakesItsRowNaN_AndNoOther(int count)
    {
        const int Rows = 21;
        float[] logits = Logits(Rows, count, 64);
        float[] expected = Invoke<Simd256, Vector256<float>>(logits, 64, count, Rows);
        logits[(5 * 64) + (count / 2)] = float.NaN;
        expected.AsSpan(5 * count, count).Fill(float.NaN);
        Assert.Equal(expected, Invoke<Simd128, Vector128<float>>(logits, 64, count, Rows));
        Assert.Equal(expected, Invoke<Simd512, Vector512<float>>(logits, 64, count, Rows));
    }

    /// <summary>NaN where no logit is; in every third row a logit that is masked.</summary>
    private static float[] Logits(int rows, int count, int stride)
    {
        System.Random random = new((rows * 64) + count);
        float[] logits = [.. Enumerable.Range(0, rows * stride).Select(k => k % stride < count ? (random.NextSingle() * 40f) - 20f : float.NaN)];
        for (int row = 2; row < rows && count > 1; row += 3)
        {
            logits[(row * stride) + (row % count)] = float.NegativeInfinity;
        }

        return logits;
    }

    private static float[] Invoke<S, T>(float[] logits, int stride, int count, int rows)
        where S : struct, ISimd<T>
        where T : struct
    {
        float[] outputs = [.. Enumerable.Repeat(-7f, (rows * count) + 16)];
        SoftmaxRows.Invoke<S, T>(in logits[0], stride, ref outputs[0], count, rows);
        Assert.All(outputs[(rows * count)..], behind => Assert.Equal(-7f, behind));
        return outputs[..(rows * count)];
    }

    /// <summary>
    /// Units of 2^-24: a logit's distance to the largest rounds once, its exponential is 1.6 ulp from the truth; the sum has both errors of its terms
    /// and rounds once for each; so do the reciprocal and the product.
    /// </summary>
    private static void AssertIsSoftmax(float[] logits, float[] outputs)
    {
        double max = logits.Max();
        double[] e = [.. logits.Select(z => Math.Exp(z - max))];
        double sum = e.Sum();
        for (int k = 0; k < logits.Length; k++)
        {
            double expected = e[k] / sum;
            double bound = expected == 0 ? 0 : (max - logits[k] + 3.2 + 1 + 3.2 + logits.Length + 2) * Math.ScaleB(1, -24);
            Assert.InRange(outputs[k], expected * (1 - bound), expected * (1 + bound));
        }
    }
}
