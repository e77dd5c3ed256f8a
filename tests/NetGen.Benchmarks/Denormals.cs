using System;

namespace NetGen.Benchmarks;

/// <summary>How much slower calls get when values are denormal, which .NET can't flush to zero by a switch.</summary>
internal static class Denormals
{
    private const float Denormal = 1e-40f;

    public static void Run()
    {
        Console.WriteLine("bench,net,denormal,normal_ns,denormal_ns,slowdown");
        foreach (BenchmarkNetwork network in Quick.Selected())
        {
            Compare("A", network, 1, forward => forward.Independent, network.ForwardGenerated);
            Compare("F128", network, 128, forward => runs => forward.Batch(128, runs), network.ForwardGenerated);
            if (network.IsTrained)
            {
                Compare("B32", network, 32, training => runs => training.Epochs(32, runs), network.TrainGenerated);
                Update(network);
            }
        }
    }

    private static void Compare<TWorkload>(
        string bench, BenchmarkNetwork network, int rows, Func<TWorkload, Action<long>> loop, Func<INetwork, float, TWorkload> create)
    {
        double Time(float weightScale, float inputScale)
        {
            INetwork scaled = network.Create();
            foreach (ref float parameter in scaled.Parameters)
            {
                parameter *= weightScale;
            }

            return Timer.Median(rows, loop(create(scaled, inputScale)));
        }

        double normal = Time(1f, 1f);
        Print(bench, network, "inputs", normal, Time(1f, Denormal));
        Print(bench, network, "weights", normal, Time(Denormal, 1f));
        Print(bench, network, "products", normal, Time(1e-20f, 1e-20f));
    }

    /// <summary>Denormal gradients, and a state at the edge: a tenth of the gradient is denormal, and the averages climb from there.</summary>
    private static void Update(BenchmarkNetwork network)
    {
        double Time(float gradient)
        {
            INetwork target = network.Create();
            float[] gradients = new float[target.ParameterStorage];
            Array.Fill(gradients, gradient);
            var optimizer = new Adam();
            return Timer.Median(1, runs =>
            {
                for (long run = 0; run < runs; run++)
                {
                    target.Update(optimizer, gradients);
                }
            });
        }

        double normal = Time(1e-3f);
        Print("Update", network, "gradients", normal, Time(Denormal));
        Print("Update", network, "state", normal, Time(1e-38f));
    }

    private static void Print(string bench, BenchmarkNetwork network, string what, double normal, double denormal) =>
        Console.WriteLine(FormattableString.Invariant($"{bench},{network.Name},{what},{normal:F2},{denormal:F2},{denormal / normal:F2}"));
}
