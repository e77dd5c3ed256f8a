using System;

namespace NetGen.Tests.Networks;

/// <summary>Measures what an action allocates once its code and its state are there.</summary>
internal static class Allocation
{
    private const int Repetitions = 10;

    private const int Rows = 320;

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

    /// <summary>Bytes that 36 more batches an epoch of the trainer allocate, the epoch's own memory apart.</summary>
    /// <param name="options">The options of one epoch with batches of so many rows.</param>
    public static long OfBatches<TNetwork>(TNetwork network, Dataset data, Func<int, TrainingOptions> options)
        where TNetwork : class, INetwork
    {
        // Where the runtime optimizes a method of the trainer between the two measurements, what it allocates once may be on the stack from then on. What a
        // batch allocates is there at each attempt.
        long difference = 0;
        for (int attempt = 0; attempt < Repetitions; attempt++)
        {
            difference = Allocated(40) - Allocated(4);
            if (difference == 0)
            {
                break;
            }
        }

        return difference;

        long Allocated(int batches)
        {
            TrainingOptions epoch = options(Rows / batches);
            Dataset rows = data.Take(Rows);
            Trainer.Fit(network, rows, new GradientDescent(0.1f), epoch);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Trainer.Fit(network, rows, new GradientDescent(0.1f), epoch);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
