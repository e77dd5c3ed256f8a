using System;

namespace NetGen.Benchmarks;

/// <summary>Times a loop: several repetitions of some milliseconds each, the median, least and most of them.</summary>
internal static class Timer
{
    private static readonly int Repetitions = Setting("NETGEN_BENCH_REPETITIONS", 11);
    private static readonly double Seconds = Setting("NETGEN_BENCH_MILLISECONDS", 6) / 1000.0;
    private static readonly double WarmUp = Setting("NETGEN_BENCH_WARMUP_MILLISECONDS", 1200) / 1000.0;

    /// <param name="bench">A, AL, F32, F128, B32 or B128.</param>
    /// <param name="net">The network's short name.</param>
    /// <param name="engine">What computed it.</param>
    /// <param name="units">Units of work in one run.</param>
    /// <param name="run">Runs so many times.</param>
    public static void Print(string bench, string net, string engine, int units, Action<long> run)
    {
        double[] ns = Measure(units, run);
        Console.WriteLine(FormattableString.Invariant($"{bench},{net},{engine},{ns[ns.Length / 2]:F2},{ns[0]:F2},{ns[^1]:F2}"));
    }

    /// <summary>The median, in nanoseconds a unit.</summary>
    public static double Median(int units, Action<long> run) => Measure(units, run)[Repetitions / 2];

    /// <summary>The least, in nanoseconds a unit, of code that is optimized from its first call.</summary>
    public static double Least(int units, Action<long> run) => Measure(units, run, Seconds)[0];

    private static double[] Measure(int units, Action<long> run) => Measure(units, run, WarmUp);

    private static double[] Measure(int units, Action<long> run, double warmUp)
    {
        // Warm up past the tiering delay (one second where one core is visible), so that the caller's own loop is optimized too.
        long runs = 1;
        for (double start = ThreadClock.Now; ThreadClock.Now - start < warmUp;)
        {
            run(runs);
            runs = Math.Min(runs * 2, 1 << 8);
        }

        runs = 1;
        while (Time(run, runs) < Seconds / 2)
        {
            runs *= 2;
        }

        double[] nanoseconds = new double[Repetitions];
        for (int i = 0; i < Repetitions; i++)
        {
            nanoseconds[i] = Time(run, runs) * 1e9 / ((double)runs * units);
        }

        Array.Sort(nanoseconds);
        return nanoseconds;
    }

    private static double Time(Action<long> run, long runs)
    {
        double start = ThreadClock.Now;
        run(runs);
        return ThreadClock.Now - start;
    }

    private static int Setting(string name, int value) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out int setting) ? setting : value;
}
