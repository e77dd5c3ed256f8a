using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>Predictions: one row a call, and batches.</summary>
[MemoryDiagnoser]
public class ForwardBenchmarks
{
    private ForwardWorkload _workload = null!;

    /// <summary>The networks.</summary>
    public static IEnumerable<string> Networks => BenchmarkNetwork.All.Select(network => network.Name);

    /// <summary>The engines.</summary>
    public static IEnumerable<string> Engines => BenchmarkNetwork.Engines;

    /// <summary>The network's short name.</summary>
    [ParamsSource(nameof(Networks))]
    public string Network { get; set; } = "";

    /// <summary>The engine.</summary>
    [ParamsSource(nameof(Engines))]
    public string Engine { get; set; } = "";

    /// <summary>Makes the network.</summary>
    [GlobalSetup]
    public void Setup() => _workload = BenchmarkNetwork.Find(Network).Forward(Engine);

    /// <summary>512 calls with one row each.</summary>
    [Benchmark(Description = "one row", OperationsPerInvoke = 512)]
    public void Rows() => _workload.Independent(512 / _workload.Rows);

    /// <summary>32 rows a call.</summary>
    [Benchmark(Description = "batch of 32")]
    public void Batch32() => _workload.Batch(32, 1);

    /// <summary>128 rows a call.</summary>
    [Benchmark(Description = "batch of 128")]
    public void Batch128() => _workload.Batch(128, 1);
}
