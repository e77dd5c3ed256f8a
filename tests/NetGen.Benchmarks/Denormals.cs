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
            Forward(network);
            if (network.IsTrained)
            {
                // Of the inputs only: training moves denormal weights away from zero. Large weights saturate: slopes and their products are tiny.
                double Time(float inputScale, float weightScale)
                {
                    TrainingWorkload training = network.TrainGenerated(Scaled(network, weightScale), inputScale);
                    return Timer.Median(BenchmarkData.Rows / 32, runs => training.Epochs(32, runs));
                }

                double normal = Time(1f, 1f);
                Print("B32", network, "inputs", normal, Time(Denormal, 1f));
                Print("B32", network, "slopes", normal, Time(1f, 20f));
                Update(network);
            }
        }
    }

    private static void Forward(BenchmarkNetwork network)
    {
        ForwardWorkload Workload(float weightScale, float inputScale) => network.ForwardGenerated(Scaled(network, weightScale), inputScale);

        double Row(ForwardWorkload forward) => Timer.Median(forward.Rows, forward.Independent);
        double Batch(ForwardWorkload forward) => Timer.Median(1, runs => forward.Batch(128, runs));
        double row = Row(Workload(1f, 1f));
        double batch = Batch(Workload(1f, 1f));
        foreach ((string what, float weightScale, float inputScale) in new[] { ("inputs", 1f, Denormal), ("weights", Denormal, 1f), ("products", 1e-20f, 1e-20f) })
        {
            Print("A", network, what, row, Row(Workload(weightScale, inputScale)));
            Print("F128", network, what, batch, Batch(Workload(weightScale, inputScale)));
        }
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

    private static INetwork Scaled(BenchmarkNetwork network, float factor)
    {
        INetwork scaled = network.Create();
        foreach (ref float parameter in scaled.Parameters)
        {
            parameter *= factor;
        }

        return scaled;
    }

    private static void Print(string bench, BenchmarkNetwork network, string what, double normal, double denormal) =>
        Console.WriteLine(FormattableString.Invariant($"{bench},{network.Name},{what},{normal:F2},{denormal:F2},{denormal / normal:F2}"));
}
