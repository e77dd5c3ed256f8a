using System.Linq;
using NetGen.CompilerServices;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class BlockCopyTests
{
    private const float Untouched = -1f;

    [Fact]
    public void Copy_WritesSoManyValues_AndNothingElse()
    {
        float[] source = [.. Enumerable.Range(0, 80).Select(i => (float)i)];
        for (int count = 1; count <= 70; count++)
        {
            float[] destination = [.. Enumerable.Repeat(Untouched, 80)];
            Block.Copy(in source[0], ref destination[0], count);
            Assert.Equal(source.Take(count), destination.Take(count));
            Assert.All(destination.Skip(count), value => Assert.Equal(Untouched, value));
        }
    }

    [Fact]
    public void CopyRows_LeavesPaddingOut_AndWritesNothingBehindTheLastRow()
    {
        for (int width = 1; width <= 50; width++)
        {
            int padded = (width + 15) / 16 * 16;
            for (int rows = 0; rows <= 5; rows++)
            {
                float[] source = [.. Enumerable.Range(0, (padded * 5) + 1).Select(i => i % padded < width ? (float)i : float.NaN)];
                float[] destination = [.. Enumerable.Repeat(Untouched, (width * 5) + padded)];
                Block.CopyRows(in source[0], padded, rows, ref destination[0], width);
                for (int i = 0; i < destination.Length; i++)
                {
                    float expected = i < width * rows ? source[(i / width * padded) + (i % width)] : Untouched;
                    Assert.True(expected == destination[i], $"{rows} rows of {width}: {destination[i]} at {i}, not {expected}");
                }
            }
        }
    }
}
