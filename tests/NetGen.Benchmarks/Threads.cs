using System;

namespace NetGen.Benchmarks;

/// <summary>
/// Data-parallel training of 784-128-10 at batch 512 by <see cref="Trainer"/>: wall time of a step, shuffling and update included, with one
/// thread and with two in turns. NETGEN_BENCH_REPETITIONS sets the number of turns.
/// </summary>
internal static class Threads
{
    private const int BatchSize = 512;
    private const int Epochs = 24;
    private const int Classes = 10;

    public static void Run()
    {
        int repetitions = int.TryParse(Environment.GetEnvironmentVariable("NETGEN_BENCH_REPETITIONS"), out int setting) ? setting : 21;
        var data = new BenchmarkData(784, Classes);
        Dataset train = Dataset.Wrap(data.Inputs, data.InputSize, data.Labels, Classes);
        double[] one = new double[repetitions];
        double[] two = new double[repetitions];
        double[] ratios = new double[repetitions];

        // The first turn warms up.
        for (int turn = -1; turn < repetitions; turn++)
        {
            double single = StepNanoseconds(train, threads: 1);
            double both = StepNanoseconds(train, threads: 2);
            if (turn >= 0)
            {
                (one[turn], two[turn], ratios[turn]) = (single, both, single / both);
            }
        }

        Console.WriteLine("bench,net,engine,median_ns,min_ns,max_ns");
        Print("netgen_1_thread", one);
        Print("netgen_2_threads", two);
        Array.Sort(ratios);
        Console.WriteLine(FormattableString.Invariant($"# one thread / two threads, median of {repetitions} turns: {ratios[repetitions / 2]:F2} ({ratios[0]:F2} to {ratios[^1]:F2})"));
    }

    private static double StepNanoseconds(Dataset train, int threads)
    {
        var options = new TrainingOptions { Epochs = Epochs, BatchSize = BatchSize, Threads = threads };
        TrainingResult result = Trainer.Fit(new Mnist(), train, new Adam(), options);
        TimeSpan elapsed = result.History[^1].Elapsed - result.History[0].Elapsed;
        return elapsed.TotalNanoseconds / ((Epochs - 1) * (train.Rows / BatchSize));
    }

    private static void Print(string engine, double[] nanoseconds)
    {
        Array.Sort(nanoseconds);
        Console.WriteLine(FormattableString.Invariant(
            $"T{BatchSize},mnist,{engine},{nanoseconds[nanoseconds.Length / 2]:F0},{nanoseconds[0]:F0},{nanoseconds[^1]:F0}"));
    }
}
