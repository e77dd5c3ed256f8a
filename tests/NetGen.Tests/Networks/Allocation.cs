using System;

namespace NetGen.Tests.Networks;

/// <summary>Measures what an action allocates once its code and its state are there.</summary>
internal static class Allocation
{
    private const int Repetitions = 10;

    private const int Attempts = 50;

    /// <summary>Bytes that ten calls allocate on this thread, after two that are not measured.</summary>
    public static long Of(Action action)
    {
        action();
        action();
        return Measure(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Repetitions; i++)
            {
                action();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }

    /// <summary>
    /// Repeats a measurement while a garbage collection falls into it. A collection takes the unused rest of the thread's allocation buffer, up to
    /// 8 KB, and the runtime counts that as allocated.
    /// </summary>
    public static long Measure(Func<long> measurement)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            int collections = GC.CollectionCount(0);
            long bytes = measurement();
            if (GC.CollectionCount(0) == collections)
            {
                return bytes;
            }
        }

        throw new InvalidOperationException($"A garbage collection fell into each of {Attempts} measurements.");
    }
}
