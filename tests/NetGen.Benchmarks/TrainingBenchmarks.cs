using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>Training steps: Backward and Update.</summary>
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private TrainingWorkload _workload = null!;

    /// <summary>The networks that are trained.</summary>
    public static IEnumerable<string> Networks => BenchmarkNetwork.All.Where(network => network.IsTrained).Select(network => network.Name);

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
    public void Setup() => _workload = BenchmarkNetwork.Find(Network).Train(Engine);

    /// <summary>An epoch of 64 steps.</summary>
    [Benchmark(Description = "step of 32 rows", OperationsPerInvoke = BenchmarkData.Rows / 32)]
    public void Batch32() => _workload.Epochs(32, 1);

    /// <summary>An epoch of 16 steps.</summary>
    [Benchmark(Description = "step of 128 rows", OperationsPerInvoke = BenchmarkData.Rows / 128)]
    public void Batch128() => _workload.Epochs(128, 1);
}
