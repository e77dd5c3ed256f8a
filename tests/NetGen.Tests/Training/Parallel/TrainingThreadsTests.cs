using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using NetGen.Tests.Networks;
using Xunit;

namespace NetGen.Tests.Training;

[Trait("Category", "Functional")]
public sealed class TrainingThreadsTests
{
    private const int Threads = 3;

    private static readonly TrainingOptions Options = new() { BatchSize = 128, Epochs = 6, Threads = Threads };

    [Fact]
    public void Fit_UsesAsManyThreadsAsAskedForAndEndsItsOwn()
    {
        ConcurrentDictionary<Thread, int> seen = [];
        using Barrier all = new(Threads);
        ProbedNetwork network = new(new Relu643210Net(1), _ =>
        {
            // A thread that comes late would find its shard done by another one.
            all.SignalAndWait();
            seen.AddOrUpdate(Thread.CurrentThread, 1, (_, calls) => calls + 1);
        });
        Trainer.Fit(network, DataParallelTests.Labelled(network, 256), new Adam(), Options);
        Assert.Equal(Threads, seen.Count);
        Assert.All(seen.Values, calls => Assert.Equal(2 * 6, calls));
        Assert.Equal([Thread.CurrentThread], seen.Keys.Where(thread => thread.IsAlive));
    }

    [Fact]
    public void OneThread_StartsNoOther()
    {
        ConcurrentDictionary<Thread, bool> seen = [];
        ProbedNetwork network = new(new Relu643210Net(1), _ => seen[Thread.CurrentThread] = true);
        Trainer.Fit(network, DataParallelTests.Labelled(network, 256), new Adam(), new TrainingOptions { BatchSize = 128, Shards = Threads });
        Assert.Equal([Thread.CurrentThread], seen.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnExceptionOnAnyThread_ComesOutOfFitAndTheTrainerGoesOn(bool onCaller)
    {
        Thread caller = Thread.CurrentThread;
        ConcurrentDictionary<Thread, bool> seen = [];
        int calls = 0;
        bool armed = true;
        Relu643210Net inner = new(1);
        using Barrier all = new(Threads);
        ProbedNetwork network = new(inner, _ =>
        {
            all.SignalAndWait();
            seen[Thread.CurrentThread] = true;
            if (armed && Interlocked.Increment(ref calls) > 8 && Thread.CurrentThread == caller == onCaller)
            {
                throw new InvalidTimeZoneException("from the network");
            }
        });
        Dataset data = DataParallelTests.Labelled(network, 256);
        InvalidTimeZoneException exception = Assert.Throws<InvalidTimeZoneException>(() => Trainer.Fit(network, data, new Adam(), Options));
        Assert.Equal("from the network", exception.Message);
        Assert.Equal([caller], seen.Keys.Where(thread => thread.IsAlive));

        armed = false;
        Relu643210Net untouched = new(1);
        untouched.Parameters.CopyTo(inner.Parameters);
        Trainer.Fit(untouched, data, new Adam(), Options);
        Assert.Equal(StopReason.Completed, Trainer.Fit(network, data, new Adam(), Options).StopReason);
        Assert.Equal(untouched.Parameters.ToArray(), inner.Parameters.ToArray());
    }

    [Fact]
    public void Cancellation_StopsBeforeTheNextBatch()
    {
        using CancellationTokenSource source = new();
        ConcurrentDictionary<Thread, bool> seen = [];
        int calls = 0;
        ProbedNetwork network = new(new Relu643210Net(1), _ =>
        {
            seen[Thread.CurrentThread] = true;
            if (Interlocked.Increment(ref calls) == (2 * Threads) + 2)
            {
                source.Cancel();
            }
        });
        TrainingResult result = Trainer.Fit(
            network,
            DataParallelTests.Labelled(network, 256),
            new Adam(),
            new TrainingOptions { BatchSize = 128, Epochs = 6, Threads = Threads, CancellationToken = source.Token });
        Assert.Equal((StopReason.Cancelled, 1, 3 * Threads), (result.StopReason, result.History.Count, calls));
        Assert.Equal([Thread.CurrentThread], seen.Keys.Where(thread => thread.IsAlive));
    }

    [Fact]
    public void AStep_AllocatesNothingOnAnyThread()
    {
        const int Epochs = 12;
        const int Calls = 2 * Epochs;

        // What a thread had allocated at each of its calls of Backward, by member.
        ConcurrentDictionary<int, long[]> allocated = [];
        ConcurrentDictionary<int, int> calls = [];
        using Barrier all = new(Threads);
        using ThreadLocal<long> byBarrier = new();
        ProbedNetwork network = new(new Relu643210Net(1), _ =>
        {
            // The barrier allocates when it first parks, which is not the trainer's.
            long before = GC.GetAllocatedBytesForCurrentThread();
            all.SignalAndWait();
            byBarrier.Value += GC.GetAllocatedBytesForCurrentThread() - before;
            int thread = Environment.CurrentManagedThreadId;
            long[] bytes = allocated.GetOrAdd(thread, _ => new long[Calls]);
            calls.TryGetValue(thread, out int call);
            bytes[call] = GC.GetAllocatedBytesForCurrentThread() - byBarrier.Value;
            calls[thread] = call + 1;
        });
        Dataset data = DataParallelTests.Labelled(network, 256);
        Trainer.Fit(network, data, new Adam(), new TrainingOptions { BatchSize = 128, Epochs = Epochs, Threads = Threads });
        int caller = Environment.CurrentManagedThreadId;
        foreach ((int thread, long[] bytes) in allocated)
        {
            Assert.Equal(Calls, calls[thread]);
            if (thread == caller)
            {
                // Between epochs it reports; within one it allocates nothing.
                Assert.All(Enumerable.Range(1, Epochs - 1), epoch => Assert.Equal(bytes[2 * epoch], bytes[(2 * epoch) + 1]));
            }
            else
            {
                Assert.All(bytes[2..], value => Assert.Equal(bytes[2], value));
            }
        }

        Assert.Equal(Threads, allocated.Count);
    }

    [Fact]
    public void ManyShortTrainings_WithThreadsHeldUpAtRandom_GiveTheSameBits()
    {
        Dataset data = DataParallelTests.Labelled(new Relu643210Net(), 300);
        string? expected = null;
        for (int round = 0; round < 60; round++)
        {
            // Far more threads than processors, and some that sleep past the time others spin.
            int salt = round;
            ProbedNetwork network = new(new Relu643210Net(1), rows =>
            {
                int pause = HashCode.Combine(salt, rows, Environment.CurrentManagedThreadId) & 7;
                if (pause == 0)
                {
                    Thread.Sleep(1);
                }
                else if (pause < 4)
                {
                    Thread.Yield();
                }
            });
            Trainer.Fit(network, data, new Adam(), new TrainingOptions { BatchSize = 256, Epochs = 3, Threads = 1 + (round % 8), Shards = 8 });
            string actual = TestBatch.Hash(network.Parameters);
            expected ??= actual;
            Assert.Equal(expected, actual);
        }
    }
}
