using System;
using System.Collections.Generic;

namespace NetGen.Benchmarks;

/// <summary>Minutes instead of hours: one line of CSV for each figure.</summary>
internal static class Quick
{
    private static readonly int[] Batches = [32, 128];

    public static void Run()
    {
        Console.WriteLine("bench,net,engine,median_ns,min_ns,max_ns");
        foreach (BenchmarkNetwork network in Selected())
        {
            foreach (string engine in BenchmarkNetwork.Engines)
            {
                ForwardWorkload forward = network.Forward(engine);
                Timer.Print("A", network.Name, engine, forward.Rows, forward.Independent);
                Timer.Print("AL", network.Name, engine, forward.Rows, forward.Chained);
                foreach (int batch in Batches)
                {
                    Timer.Print($"F{batch}", network.Name, engine, 1, runs => forward.Batch(batch, runs));
                }

                foreach (int batch in network.IsTrained ? Batches : [])
                {
                    TrainingWorkload training = network.Train(engine);
                    Timer.Print($"B{batch}", network.Name, engine, BenchmarkData.Rows / batch, runs => training.Epochs(batch, runs));
                }
            }
        }
    }

    /// <summary>The networks to measure.</summary>
    public static IEnumerable<BenchmarkNetwork> Selected() => Selection.Of(BenchmarkNetwork.All, network => network.Name);
}
