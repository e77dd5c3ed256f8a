using System;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests.Training;

[Trait("Category", "Functional")]
public sealed class ThreadTeamTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(7, 7)]
    [InlineData(4, 20)]
    public void EveryItem_IsDoneOnceWhenRunReturns(int members, int items)
    {
        using ThreadTeam team = new(members, items);
        team.Start();
        int[] calls = new int[items];
        Action<int> work = item => calls[item]++;
        for (int run = 1; run <= 3000; run++)
        {
            team.Run(work, items);
            Assert.All(calls, count => Assert.Equal(run, count));
            if (run % 500 == 0)
            {
                // Long enough for the threads to park.
                Thread.Sleep(2);
            }
        }
    }

    [Fact]
    public void JobsOfDifferentSizes_DoNotMix()
    {
        using ThreadTeam team = new(4, 9);
        team.Start();
        int[] calls = new int[9];
        Action<int> work = item => Interlocked.Increment(ref calls[item]);
        int[] expected = new int[9];
        for (int run = 0; run < 20_000; run++)
        {
            int items = 1 + (run * 5 % 9);
            team.Run(work, items);
            for (int item = 0; item < items; item++)
            {
                expected[item]++;
            }
        }

        Assert.Equal(expected, calls);
    }

    [Fact]
    public void AllThreads_WorkAtOnce()
    {
        using ThreadTeam team = new(4, 4);
        team.Start();
        using Barrier all = new(4);
        for (int run = 0; run < 50; run++)
        {
            // Passes only if four threads are in the work together.
            team.Run(_ => Assert.True(all.SignalAndWait(TimeSpan.FromMinutes(1))), 4);
        }
    }

    [Fact]
    public void TheExceptionOfTheLowestItem_ComesOutAfterAllHaveEnded()
    {
        using ThreadTeam team = new(4, 4);
        team.Start();
        int ended = 0;
        for (int run = 0; run < 20; run++)
        {
            ended = 0;
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => team.Run(Fail, 4));
            Assert.Equal(("0", 4), (exception.Message, ended));
        }

        team.Run(_ => Interlocked.Increment(ref ended), 4);
        Assert.Equal(8, ended);

        void Fail(int item)
        {
            Thread.Sleep(item == 3 ? 2 : 0);
            Interlocked.Increment(ref ended);
            throw item == 0 ? new InvalidOperationException("0") : new ArgumentException("not 0");
        }
    }

    [Fact]
    public void AnInterruptOfTheCaller_WaitsUntilTheJobHasEnded()
    {
        bool ended = false;
        bool endedInTime = false;
        bool interrupted = false;
        Thread caller = new(() =>
        {
            using ThreadTeam team = new(2, 2);
            using CountdownEvent both = new(2);
            using ManualResetEventSlim callerGoesOn = new();
            team.Start();
            Thread self = Thread.CurrentThread;
            Action<int> work = _ =>
            {
                both.Signal();
                both.Wait();
                if (Thread.CurrentThread == self)
                {
                    callerGoesOn.Set();
                }
                else
                {
                    // The caller has nothing left but to wait for this thread.
                    callerGoesOn.Wait();
                    Thread.Sleep(20);
                    self.Interrupt();
                    Thread.Sleep(50);
                    ended = true;
                }
            };
            team.Run(work, 2);
            endedInTime = ended;
            try
            {
                Thread.Sleep(0);
                Thread.Sleep(1);
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        });
        caller.Start();
        caller.Join();
        Assert.True(endedInTime);
        Assert.True(interrupted);
    }

    [Fact]
    public void ATeamThatNeverStarted_CanBeDisposed() => new ThreadTeam(3, 3).Dispose();

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(63, 4, 1)]
    [InlineData(64, 4, 2)]
    [InlineData(512, 2, 2)]
    [InlineData(333, 3, 3)]
    [InlineData(333, 1024, 10)]
    [InlineData(int.MaxValue, 7, 7)]
    public void Shards_CoverAllRowsInWholeGroups(int rows, int shards, int expected)
    {
        int count = NetGen.Shards.Count(rows, shards);
        Assert.Equal(expected, count);
        int[] starts = [.. Enumerable.Range(0, count + 1).Select(shard => NetGen.Shards.Start(shard, rows, count))];
        Assert.Equal((0, rows), (starts[0], starts[^1]));
        Assert.All(starts[..^1], start => Assert.Equal(0, start % 32));
        int[] sizes = [.. starts.Zip(starts.Skip(1), (start, end) => end - start)];
        Assert.InRange(sizes.Max() - sizes.Min(), 0, 63);
        Assert.True(count == 1 || sizes.Min() >= 32);
    }

    [Fact]
    public void AWeightedSum_IsTheSameAtEveryPlace()
    {
        float[] sum = [.. Enumerable.Range(0, 77).Select(i => 1f / (3 + i))];
        float[] term = [.. Enumerable.Range(0, 77).Select(i => 1f / (7 - (2 * i)))];
        float[] single = [.. sum];
        WeightedSum.Invoke(sum, 0.3f, term, 0.7f);
        for (int i = 0; i < sum.Length; i++)
        {
            float expected = (0.3f * single[i]) + (0.7f * term[i]);
            WeightedSum.Invoke(single.AsSpan(i, 1), 0.3f, term.AsSpan(i, 1), 0.7f);
            Assert.Equal(expected, single[i], 1e-7f);
        }

        Assert.Equal(single, sum);
        Assert.Throws<ArgumentException>("term", () => WeightedSum.Invoke(sum, 1f, term.AsSpan(1), 1f));
    }
}
