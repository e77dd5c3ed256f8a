using System.Linq;
using NetGen.Numerics;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Functional")]
public sealed class TransposeTests
{
    private const float Untouched = -1f;

    [Fact]
    public void EveryShape_IsTransposed_AndNothingElseIsWritten()
    {
        for (int rows = 0; rows <= 40; rows++)
        {
            for (int columns = 0; columns <= 40; columns++)
            {
                Check(rows, columns, columns + rows % 3, rows + columns % 4);
            }
        }
    }

    [Theory]
    [InlineData(784, 128)]
    [InlineData(128, 785)]
    [InlineData(1, 1000)]
    [InlineData(1000, 1)]
    public void LargeShapes_AreTransposed(int rows, int columns) => Check(rows, columns, columns, rows);

    private static void Check(int rows, int columns, int sourceStride, int destinationStride)
    {
        // Exactly as long as the rectangles: a write behind them would hit the guard or another row's padding.
        float[] source = [.. Enumerable.Range(0, rows * sourceStride + 1).Select(i => (float)i)];
        float[] destination = [.. Enumerable.Repeat(Untouched, columns * destinationStride + 1)];
        Transpose.Invoke(in source[0], sourceStride, ref destination[0], destinationStride, rows, columns);
        for (int i = 0; i < destination.Length; i++)
        {
            (int c, int r) = destinationStride == 0 ? (0, 0) : (i / destinationStride, i % destinationStride);
            float expected = c < columns && r < rows ? r * sourceStride + c : Untouched;
            Assert.True(expected == destination[i], $"{rows} x {columns}: [{c}, {r}] is {destination[i]}, not {expected}");
        }
    }
}
