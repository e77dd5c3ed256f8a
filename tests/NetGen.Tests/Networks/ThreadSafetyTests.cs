using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace NetGen.Tests.Networks;

[Trait("Category", "Functional")]
public sealed class ThreadSafetyTests
{
    private const int Threads = 8;
    private const int MinimumCalls = 60;

    /// <summary>Long enough for the threads to overlap and interrupt each other, also on a busy machine.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(400);

    [Theory]
    [InlineData("relu_4_8_8_3")]
    [InlineData("mixed_5_12_9_20_7_6")]
    [InlineData("activation_first")]
    [InlineData("pooled_6_40_4")]
    [InlineData("pooled_bce_9_3")]
    public void ManyThreads_GetTheBitsOfOne(string name)
    {
        INetwork network = TestNetworks.Create(name, 3);

        // A batch for each thread, so that one thread's scratch in another one's result would show.
        TestBatch[] batches = [.. Enumerable.Range(0, Threads).Select(thread => new TestBatch(network, 200, (ulong)thread + 1))];
        var expected = new Dictionary<(int, int), (float[] Outputs, float Loss)>();
        int[] counts = [1, 5, 40, 200];
        for (int thread = 0; thread < Threads; thread++)
        {
            foreach (int rows in counts)
            {
                expected[(thread, rows)] = Run(network, batches[thread], rows);
            }
        }

        using Barrier start = new(Threads);
        string?[] failures = new string?[Threads];
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            start.SignalAndWait();
            long began = Stopwatch.GetTimestamp();
            for (int call = 0; failures[thread] is null && (call < MinimumCalls || Stopwatch.GetElapsedTime(began) < Duration); call++)
            {
                int rows = counts[(call + thread) % counts.Length];
                (float[] outputs, float loss) = Run(network, batches[thread], rows);
                (float[] Outputs, float Loss) single = expected[(thread, rows)];
                if (!outputs.AsSpan().SequenceEqual(single.Outputs) || loss != single.Loss)
                {
                    failures[thread] = $"thread {thread}, call {call}, {rows} rows";
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(failures, Assert.Null);
    }

    [Fact]
    public void ParallelForwardOfAWideNetwork_GivesTheBitsOfOneThread()
    {
        Wide784Net network = new(1);
        TestBatch batch = new(network, 3 * Threads);
        float[] expected = new float[batch.Rows * 10];
        for (int row = 0; row < batch.Rows; row++)
        {
            network.Forward(batch.InputRows(network, row, 1), expected.AsSpan(row * 10, 10));
        }

        float[] actual = new float[batch.Rows * 10];
        Parallel.For(0, batch.Rows, row => network.Forward(batch.InputRows(network, row, 1), actual.AsSpan(row * 10, 10)));
        Assert.Equal(expected, actual);
    }

    private static (float[] Outputs, float Loss) Run(INetwork network, TestBatch batch, int rows)
    {
        float[] outputs = new float[rows * network.OutputSize];
        network.Forward(batch.InputRows(network, 0, rows), outputs);
        return (outputs, network.ComputeLoss(batch.InputRows(network, 0, rows), batch.TargetRows(network, 0, rows)));
    }
}
