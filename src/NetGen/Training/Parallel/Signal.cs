using System;
using System.Diagnostics;
using System.Threading;

namespace NetGen;

/// <summary>
/// One thread tells another one to go on. The waiting thread spins for a moment, since the answer is mostly near, and then parks: a thread
/// that goes on spinning takes the processor from the one it waits for. Several sets before a wait count as one.
/// </summary>
internal sealed class Signal : IDisposable
{
    private const int Empty = 0;
    private const int Raised = 1;
    private const int Parked = -1;
    private const int SpinsBetweenLooks = 8;
    private static readonly long SpinTicks = Environment.ProcessorCount == 1 ? 0 : Stopwatch.Frequency / 20_000;

    private readonly SemaphoreSlim _semaphore = new(0, 1);
    private int _state;

    /// <summary>Lets the other thread go on.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref _state, Raised) == Parked)
        {
            _semaphore.Release();
        }
    }

    /// <summary>Waits for <see cref="Set"/>. An interrupt of the thread is put off until after the wait: the other thread is at work on this one's memory.</summary>
    public void Wait()
    {
        long end = Stopwatch.GetTimestamp() + SpinTicks;
        while (Volatile.Read(ref _state) != Raised)
        {
            if (Stopwatch.GetTimestamp() < end)
            {
                Thread.SpinWait(SpinsBetweenLooks);
            }
            else if (Interlocked.CompareExchange(ref _state, Parked, Empty) == Empty)
            {
                Park();
            }
        }

        // Before the waiting thread looks for what it was told of: a set from now on is another one.
        Interlocked.Exchange(ref _state, Empty);
    }

    public void Dispose() => _semaphore.Dispose();

    private void Park()
    {
        bool interrupted = false;
        for (bool released = false; !released;)
        {
            try
            {
                _semaphore.Wait();
                released = true;
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        }

        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }
}
