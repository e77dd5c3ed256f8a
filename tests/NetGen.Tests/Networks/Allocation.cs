using System;

namespace NetGen.Tests.Networks;

/// <summary>Measures what an action allocates once its code and its state are there.</summary>
internal static class Allocation
{
    private const int Repetitions = 10;

    /// <summary>Bytes that ten calls allocate on this thread, after two that are not measured.</summary>
    public static long Of(Action action)
    {
        action();
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Repetitions; i++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
