using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace NetGen.Benchmarks;

/// <summary>What networks cost from width to width: CSV, and at the end the largest jumps between neighbours.</summary>
internal static class Sweep
{
    private const double Cliff = 1.5;
    private const int Rows = 32;

    public static void Run()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") != "0")
        {
            throw new InvalidOperationException("Thousands of methods are timed for some milliseconds each: set DOTNET_TieredCompilation=0, so that their callers are optimized too.");
        }

        SweepNetwork[] networks = [.. Selection.Of([.. SweepNetwork.All()], network => network.Shape)];
        Assembly assembly = RuntimeCompiler.Load(string.Concat(networks.Select(n => n.ToSource())));
        var figures = new List<SweepFigure>();
        foreach (string bench in (string[])["A", "F32", "B32"])
        {
            figures.AddRange(networks.Select(network => Measure(bench, network, assembly)));
        }

        Repeat(figures, assembly);
        Print(figures);
    }

    /// <summary>Measures again what makes a cliff: on a shared machine most are none.</summary>
    private static void Repeat(List<SweepFigure> figures, Assembly assembly)
    {
        SweepFigure[] dear = [.. SweepFigure.Neighbours(figures).Where(pair => pair.Narrower.Jump(pair.Wider) > Cliff).Select(pair => pair.Narrower)];
        foreach (SweepFigure figure in dear)
        {
            SweepFigure again = Measure(figure.Bench, figure.Network, assembly);
            figures[figures.IndexOf(figure)] = again.Nanoseconds < figure.Nanoseconds ? again : figure;
        }
    }

    private static void Print(List<SweepFigure> figures)
    {
        Console.WriteLine("bench,shape,width,multiply_adds,ns,ns_per_multiply_add");
        figures.ForEach(Console.WriteLine);
        var pairs = SweepFigure.Neighbours(figures).ToList();
        foreach ((SweepFigure narrower, SweepFigure wider) in pairs.Where(pair => pair.Narrower.Jump(pair.Wider) > Cliff))
        {
            Print("# cliff", narrower, wider, narrower.Jump(wider));
        }

        (SweepFigure from, SweepFigure to) = pairs.MaxBy(pair => pair.Wider.Network.Width <= 17 ? 0 : pair.Wider.Rise(pair.Narrower));
        Print("# largest rise past width 17", from, to, to.Rise(from));
        (from, to) = pairs.MaxBy(pair => pair.Narrower.Jump(pair.Wider));
        Print("# largest jump", from, to, from.Jump(to));
    }

    private static void Print(string what, SweepFigure narrower, SweepFigure wider, double ratio) => Console.WriteLine(FormattableString.Invariant(
        $"{what}: {narrower.Bench} {narrower.Network.Shape}, {ratio:F2} between {narrower.Network.Width} and {wider.Network.Width}"));

    private static SweepFigure Measure(string bench, SweepNetwork network, Assembly assembly)
    {
        var net = (INetwork)Activator.CreateInstance(assembly.GetType(network.Name)!, 1UL)!;
        (int width, int outputSize) = (net.InputSize, net.OutputSize);
        float[] inputs = [.. new BenchmarkData(width, 2).Inputs.Take(Rows * width)];
        float[] outputs = new float[Rows * outputSize];
        float[] targets = new float[Rows * outputSize];
        float[] gradients = new float[net.ParameterStorage];
        var optimizer = new GradientDescent(1e-4f);
        double nanoseconds = bench switch
        {
            "A" => Timer.Least(Rows, runs =>
            {
                for (long run = 0; run < runs; run++)
                {
                    for (int row = 0; row < Rows; row++)
                    {
                        net.Forward(new ReadOnlySpan<float>(inputs, row * width, width), new Span<float>(outputs, 0, outputSize));
                    }
                }
            }),
            "F32" => Timer.Least(1, runs =>
            {
                for (long run = 0; run < runs; run++)
                {
                    net.Forward(inputs, outputs);
                }
            }),
            _ => Timer.Least(1, runs =>
            {
                for (long run = 0; run < runs; run++)
                {
                    net.Backward(inputs, targets, gradients);
                    net.Update(optimizer, gradients);
                }
            }),
        };
        return new SweepFigure(bench, network, nanoseconds);
    }
}
