using System;

namespace NetGen.Benchmarks;

/// <summary>What Precision.Fast saves on 1-8-8-8-8-1, a network of tanh.</summary>
internal static class PrecisionGain
{
    public static void Run()
    {
        var accurate = new ForwardWorkload<Rt1Engine>(new Rt1Engine(new Rt1()), 1, 1);
        var fast = new ForwardWorkload<Rt1FastEngine>(new Rt1FastEngine(new Rt1Fast()), 1, 1);
        Console.WriteLine("bench,accurate_ns,fast_ns,ratio");
        Print("A", forward => Timer.Median(forward.Rows, forward.Independent));
        Print("AL", forward => Timer.Median(forward.Rows, forward.Chained));
        Print("F128", forward => Timer.Median(1, runs => forward.Batch(128, runs)));

        void Print(string bench, Func<ForwardWorkload, double> measure)
        {
            (double slow, double quick) = (measure(accurate), measure(fast));
            Console.WriteLine(FormattableString.Invariant($"{bench},{slow:F2},{quick:F2},{slow / quick:F2}"));
        }
    }
}
