using System;
using System.Linq;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class SumTests
{
    [Fact]
    public void TheOrder_IsTheDocumentedOne_BitForBit()
    {
        for (int count = 1; count <= 200; count++)
        {
            float[] values = Values(count);
            float[] lanes = new float[16];
            int i = 0;
            for (; count - i >= 16; i += 16)
            {
                Take(lanes, values, i, 16);
            }

            foreach (int half in new[] { 8, 4 })
            {
                for (int j = 0; j < half; j++)
                {
                    lanes[j] += lanes[j + half];
                }

                if (count - i >= half)
                {
                    Take(lanes, values, i, half);
                    i += half;
                }
            }

            float expected = (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
            for (; i < count; i++)
            {
                expected += values[i];
            }

            Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(Sum.Invoke(in values[0], count)));
        }
    }

    [Fact]
    public void WithoutVectors_TheBitsAreTheSame()
    {
        for (int count = 4; count <= 200; count++)
        {
            float[] values = Values(count);
            float expected = RowFold.Lanes<Sum.Addition>(in values[0], count, out nint done);
            for (; done < count; done++)
            {
                expected += values[done];
            }

            Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(Sum.Invoke(in values[0], count)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1000)]
    public void WholeNumbers_AreSummedExactly_AndNothingBehindIsRead(int count)
    {
        float[] values = [.. Enumerable.Range(1, count).Select(i => (float)i), .. Enumerable.Repeat(float.NaN, 16)];
        Assert.Equal(count * (count + 1) / 2f, Sum.Invoke(in values[0], count));
    }

    [Fact]
    public void ANaN_StaysNaN()
    {
        for (int place = 0; place < 61; place++)
        {
            float[] values = Values(61);
            values[place] = float.NaN;
            Assert.True(float.IsNaN(Sum.Invoke(in values[0], 61)));
        }
    }

    private static void Take(float[] lanes, float[] values, int from, int count)
    {
        for (int j = 0; j < count; j++)
        {
            lanes[j] += values[from + j];
        }
    }

    private static float[] Values(int count)
    {
        System.Random random = new(count);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
    }
}
