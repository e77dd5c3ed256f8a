using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NetGen.Tests.Data;

public class BatchTests
{
    [Theory]
    [InlineData(10, 3, false, new[] { 3, 3, 3, 1 })]
    [InlineData(10, 3, true, new[] { 3, 3, 3 })]
    [InlineData(10, 5, true, new[] { 5, 5 })]
    [InlineData(10, 10, false, new[] { 10 })]
    [InlineData(10, 11, true, new[] { 10 })]
    [InlineData(10, int.MaxValue, true, new[] { 10 })]
    [InlineData(3, 1, false, new[] { 1, 1, 1 })]
    public void BatchSizes_AreAsAsked(int rows, int batchSize, bool dropLast, int[] expected)
    {
        foreach (ulong? seed in new ulong?[] { null, 1 })
        {
            List<int> sizes = [];
            BatchSequence batches = Numbered(rows).Batches(batchSize, seed, 0, dropLast);
            foreach (Batch batch in batches)
            {
                Assert.Equal(sizes.Count, batch.Index);
                Assert.Equal((2 * batch.Rows, batch.Rows), (batch.Features.Length, batch.Labels.Length));
                sizes.Add(batch.Rows);
            }

            Assert.Equal(expected, sizes);
            Assert.Equal(expected.Length, batches.Count);
        }
    }

    [Fact]
    public void WithoutASeed_BatchesAreSlicesInOrder()
    {
        Dataset data = Numbered(10);
        Assert.Equal(Enumerable.Range(0, 10), Ids(data, 4, null));
        foreach (Batch batch in data.Batches(4))
        {
            Assert.True(batch.Features.Overlaps(data.Features));
        }
    }

    [Fact]
    public void AShuffledEpoch_HasEveryRowOnceWithItsLabel()
    {
        foreach (int rows in new[] { 1, 2, 7, 64, 1000 })
        {
            Assert.Equal(Enumerable.Range(0, rows), Ids(Numbered(rows), 3, 11).Order());
        }
    }

    [Fact]
    public void AShuffledEpoch_HasTheRightTargets()
    {
        Dataset data = Numbered(100).WithOneHotTargets();
        foreach (Batch batch in data.Batches(7, seed: 3))
        {
            Assert.True(batch.Labels.IsEmpty);
            for (int row = 0; row < batch.Rows; row++)
            {
                Assert.Equal((int)batch.Features[2 * row] % 5, batch.Targets.Slice(row * 5, 5).IndexOf(1f));
            }
        }
    }

    [Fact]
    public void TheOrder_DependsOnSeedAndEpochOnly()
    {
        Dataset data = Numbered(50);
        int[] first = Ids(data, 8, 1, epoch: 3);
        Ids(data, 8, 2, epoch: 9);
        Assert.Equal(first, Ids(data, 8, 1, epoch: 3));
        Assert.Equal(first, Ids(Numbered(50), 5, 1, epoch: 3));
        Assert.NotEqual(first, Ids(data, 8, 1, epoch: 4));
        Assert.NotEqual(first, Ids(data, 8, 2, epoch: 3));
    }

    [Fact]
    public void EpochsOfNeighbouringSeeds_AreNotTheSame()
    {
        Dataset data = Numbered(50);
        HashSet<string> orders = [];
        for (ulong seed = 0; seed < 20; seed++)
        {
            for (int epoch = 0; epoch < 20; epoch++)
            {
                Assert.True(orders.Add(string.Join(",", Ids(data, 50 / 2, seed, epoch))));
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7UL)]
    public void AnEpoch_AllocatesNothing(ulong? seed)
    {
        Dataset data = Numbered(100);
        float sum = Sum(data, seed, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int epoch = 1; epoch < 20; epoch++)
        {
            sum -= Sum(data, seed, epoch) / 19;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, sum, 1f);
    }

    [Fact]
    public void ALoopInsideALoop_HasItsOwnRows()
    {
        Dataset data = Numbered(12);
        foreach (Batch outer in data.Batches(4, seed: 1))
        {
            float[] before = outer.Features.ToArray();
            Assert.Equal(12, Ids(data, 4, 2).Length);
            Assert.Equal(before, outer.Features.ToArray());
        }
    }

    [Fact]
    public void ALargerBatchSizeAfterASmallerOne_IsServed()
    {
        Dataset data = Numbered(20);
        Ids(data, 2, 1);
        Assert.Equal(Enumerable.Range(0, 20), Ids(data, 15, 1).Order());
    }

    [Fact]
    public void LeavingTheLoop_LeavesTheDatasetUsable()
    {
        Dataset data = Numbered(20);
        foreach (Batch batch in data.Batches(3, seed: 1))
        {
            if (batch.Index == 1)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(0, 20), Ids(data, 3, 1).Order());
    }

    [Fact]
    public void ManyThreads_MayReadOneDataset()
    {
        Dataset data = Numbered(200);
        int[][] expected = [.. Enumerable.Range(0, 50).Select(epoch => Ids(Numbered(200), 16, 5, epoch))];
        Parallel.For(0, 400, i => Assert.Equal(expected[i % 50], Ids(data, 16, 5, i % 50)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void ABatchSizeBelowOne_IsRefused(int batchSize) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(batchSize), () => Numbered(3).Batches(batchSize));

    private static Dataset Numbered(int rows) => Dataset.Wrap(
        Enumerable.Range(0, rows).SelectMany(i => new float[] { i, -i }).ToArray(), 2, Enumerable.Range(0, rows).Select(i => i % 5).ToArray(), 5);

    private static int[] Ids(Dataset data, int batchSize, ulong? seed, int epoch = 0)
    {
        List<int> ids = [];
        foreach (Batch batch in data.Batches(batchSize, seed, epoch))
        {
            for (int row = 0; row < batch.Rows; row++)
            {
                int id = (int)batch.Features[2 * row];
                Assert.Equal(-id, batch.Features[(2 * row) + 1]);
                Assert.Equal(id % 5, batch.Labels[row]);
                ids.Add(id);
            }
        }

        return [.. ids];
    }

    private static float Sum(Dataset data, ulong? seed, int epoch)
    {
        float sum = 0;
        foreach (Batch batch in data.Batches(batchSize: 8, seed, epoch))
        {
            foreach (float value in batch.Features)
            {
                sum += value * value;
            }
        }

        return sum;
    }
}
