using System;
using System.Linq;
using NetGen.CompilerServices;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class OneHotTests
{
    [Fact]
    public void Labels_BecomeOneHotLines_WithZerosBehindTheRows()
    {
        System.Random random = new(1);
        foreach (int classes in new[] { 2, 3, 10, 33 })
        {
            for (int rows = 1; rows <= 100; rows++)
            {
                int[] labels = [.. Enumerable.Range(0, rows + 16).Select(_ => random.Next(classes))];
                int lanes = (int)Block.Lanes(rows);
                int stride = lanes + 16;
                float[] block = [.. Enumerable.Repeat(7f, (classes * stride) + 1)];
                Block.LoadLabels(in labels[0], classes, rows, ref block[0], stride);
                for (int k = 0; k < classes; k++)
                {
                    for (int row = 0; row < stride; row++)
                    {
                        float expected = row >= lanes ? 7f : row < rows && labels[row] == k ? 1f : 0f;
                        Assert.True(expected == block[(k * stride) + row], $"{classes} classes, {rows} rows: [{k}, {row}] is {block[(k * stride) + row]}, not {expected}.");
                    }
                }
            }
        }
    }
}
