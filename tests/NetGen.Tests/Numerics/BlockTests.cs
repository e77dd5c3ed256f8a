using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetGen.CompilerServices;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>Rows become blocks and blocks rows, value for value.</summary>
[Trait("Category", "Functional")]
public sealed class BlockTests
{
    private const float Untouched = -1f;
    private const int Stride = 144;

    [Fact]
    public void Rows_AreLoaded_TheLanesBehindThemAreZero_AndNothingElseIsWritten()
    {
        for (int width = 1; width <= 20; width++)
        {
            for (int rows = 1; rows <= 70; rows++)
            {
                float[] source = [.. Numbers(rows * width), .. Enumerable.Repeat(float.NaN, 64)];
                float[] block = Untouchable(width * Stride);
                Block.Load(in source[0], width, rows, ref block[0], Stride);
                CheckBlock(block, width, rows, (row, k) => source[(row * width) + k]);
            }
        }
    }

    /// <summary>Two vectors, and never fewer than the 16 partial sums of gradients.</summary>
    [Fact]
    public void Lanes_AreWholeGroups()
    {
        int group = Vector512.IsHardwareAccelerated ? 32 : 16;
        Assert.All(Enumerable.Range(1, 130), rows => Assert.Equal((rows + group - 1) / group * group, Block.Lanes(rows)));
    }

    [Fact]
    public void PaddedRows_AreLoaded()
    {
        foreach ((int width, int paddedWidth) in new[] { (1, 16), (2, 16), (4, 16), (10, 16), (16, 16), (20, 32), (100, 112) })
        {
            foreach (int rows in new[] { 1, 3, 4, 15, 16, 31, 32, 33, 64 })
            {
                float[] source = Numbers(rows * paddedWidth);
                float[] block = Untouchable(width * Stride);
                Block.LoadPadded(in source[0], paddedWidth, width, rows, ref block[0], Stride);
                CheckBlock(block, width, rows, (row, k) => source[(row * paddedWidth) + k]);
            }
        }
    }

    [Fact]
    public void Blocks_AreStoredAsRows_AndNothingElseIsWritten()
    {
        for (int width = 1; width <= 20; width++)
        {
            for (int rows = 1; rows <= 70; rows++)
            {
                float[] block = Numbers(width * Stride);
                float[] rowsOfValues = Untouchable((rows * width) + 1);
                Block.Store(in block[0], Stride, rows, ref rowsOfValues[0], width);
                Assert.Equal(
                    [.. from row in Enumerable.Range(0, rows) from k in Enumerable.Range(0, width) select block[(k * Stride) + row], Untouched],
                    rowsOfValues);
            }
        }
    }

    private static void CheckBlock(float[] block, int width, int rows, Func<int, int, float> valueOf)
    {
        int lanes = (int)Block.Lanes(rows);
        for (int k = 0; k < width; k++)
        {
            for (int lane = 0; lane < Stride; lane++)
            {
                float expected = lane < rows ? valueOf(lane, k) : lane < lanes ? 0f : Untouched;
                Assert.Equal(expected, block[(k * Stride) + lane]);
            }
        }
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => (float)i)];

    private static float[] Untouchable(int count) => [.. Enumerable.Repeat(Untouched, count)];
}
