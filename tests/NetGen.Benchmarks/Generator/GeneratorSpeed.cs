using System;
using System.Diagnostics;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Benchmarks;

/// <summary>
/// Milliseconds of a generator run that has nothing cached. The first network of a process also pays for the JIT: name one in NETGEN_BENCH_NET to see
/// what a build with that network pays.
/// </summary>
internal static class GeneratorSpeed
{
    private const int Repetitions = 9;

    public static void Run()
    {
        string[] names = [.. Quick.Selected().Select(network => network.Name)];

        // Of another generator the compiler's own share would be the same.
        Time("[System.Obsolete] class None;");
        Console.WriteLine("net,first_ms,again_ms,emitted_bytes");
        foreach ((string type, string source) in Declarations.All.Where(d => names.Contains(d.Class.ToLowerInvariant())))
        {
            (double first, int bytes) = Time(source);
            double[] again = [.. Enumerable.Range(0, Repetitions).Select(_ => Time(source).Milliseconds).Order()];
            Console.WriteLine(FormattableString.Invariant($"{type.ToLowerInvariant()},{first:F2},{again[Repetitions / 2]:F2},{bytes}"));
        }
    }

    private static (double Milliseconds, int Bytes) Time(string source)
    {
        CSharpCompilation compilation = RuntimeCompiler.Compile(source);

        // A build has bound the references anyway.
        compilation.GetDiagnostics();
        GeneratorDriver driver = RuntimeCompiler.NewDriver();
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (milliseconds, driver.GetRunResult().GeneratedTrees.Sum(tree => tree.GetText().Length));
    }
}
