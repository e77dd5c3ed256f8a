using System;
using System.Diagnostics;

namespace NetGen.Benchmarks;

/// <summary>
/// Milliseconds of the first calls of a fresh network, JIT included. The first network of a process also pays for what all share: name one
/// in NETGEN_BENCH_NET to see what a program with that network pays.
/// </summary>
internal static class Cold
{
    public static void Run()
    {
        Console.WriteLine("net,construct_ms,forward_ms,batch_ms,backward_ms,update_ms");
        foreach (BenchmarkNetwork selected in Quick.Selected())
        {
            long start = Stopwatch.GetTimestamp();
            INetwork network = selected.Create();
            double construct = Lap(ref start);
            float[] inputs = new float[32 * network.InputSize];
            float[] outputs = new float[32 * network.OutputSize];
            float[] gradients = new float[network.ParameterStorage];
            start = Stopwatch.GetTimestamp();
            network.Forward(inputs.AsSpan(0, network.InputSize), outputs.AsSpan(0, network.OutputSize));
            double forward = Lap(ref start);
            network.Forward(inputs, outputs);
            double batch = Lap(ref start);
            double backward = double.NaN;
            double update = double.NaN;
            if (selected.IsTrained)
            {
                outputs.AsSpan().Fill(1f / network.OutputSize);
                start = Stopwatch.GetTimestamp();
                network.Backward(inputs, outputs, gradients);
                backward = Lap(ref start);
                network.Update(new Adam(), gradients);
                update = Lap(ref start);
            }

            Console.WriteLine(FormattableString.Invariant($"{selected.Name},{construct:F2},{forward:F2},{batch:F2},{backward:F2},{update:F2}"));
        }
    }

    private static double Lap(ref long start)
    {
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
        return milliseconds;
    }
}
