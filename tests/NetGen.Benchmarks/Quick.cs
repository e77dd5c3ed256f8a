using System;
using System.Runtime.CompilerServices;

namespace NetGen.Benchmarks;

/// <summary>Minutes instead of hours: one line of CSV for each figure.</summary>
internal static class Quick
{
    private static readonly string? Only = Environment.GetEnvironmentVariable("NETGEN_BENCH_NET");

    public static void Run()
    {
        Console.WriteLine("bench,net,engine,median_ns,min_ns,max_ns");
        Forward("tiny1", new Tiny1Engine(new Tiny1()), Tiny1.InputSize, Tiny1.OutputSize);
        Forward("tiny2", new Tiny2Engine(new Tiny2()), Tiny2.InputSize, Tiny2.OutputSize);
        Forward("rt1", new Rt1Engine(new Rt1()), Rt1.InputSize, Rt1.OutputSize);
        Forward("rtc16", new Rtc16Engine(new Rtc16()), Rtc16.InputSize, Rtc16.OutputSize);
        Forward("rtc32", new Rtc32Engine(new Rtc32()), Rtc32.InputSize, Rtc32.OutputSize);
        Forward("rtc64", new Rtc64Engine(new Rtc64()), Rtc64.InputSize, Rtc64.OutputSize);
        Forward("mlp64", new Mlp64Engine(new Mlp64()), Mlp64.InputSize, Mlp64.OutputSize);
        Forward("mlp256", new Mlp256Engine(new Mlp256()), Mlp256.InputSize, Mlp256.OutputSize);
        Forward("mnist", new MnistEngine(new Mnist()), Mnist.InputSize, Mnist.OutputSize);
        Forward("mnist2", new Mnist2Engine(new Mnist2()), Mnist2.InputSize, Mnist2.OutputSize);

        var tiny1 = new Tiny1();
        Train("tiny1", new BinaryTraining<GradientDescent>(tiny1, new GradientDescent(0.1f), new float[BenchmarkData.Rows], new float[tiny1.ParameterStorage]), 2, 2);
        TrainClassifier("tiny2", new Tiny2());
        TrainClassifier("mlp64", new Mlp64());
        TrainClassifier("mnist", new Mnist());
        TrainClassifier("mnist2", new Mnist2());
    }

    private static void TrainClassifier<TNetwork>(string net, TNetwork network)
        where TNetwork : IClassifier =>
        Train(net, new ClassifierTraining<TNetwork>(network, new Adam(), new float[network.ParameterStorage]), network.InputSize, network.OutputSize);

    private static void Forward<TEngine>(string net, TEngine engine, int inputs, int outputs)
        where TEngine : struct, IForwardEngine
    {
        if (Only is not null && Only != net)
        {
            return;
        }

        int rows = inputs <= 16 ? 64 : inputs <= 64 ? 32 : 8;
        var data = new BenchmarkData(inputs, 2);
        float[] y = new float[BenchmarkData.Rows * outputs];
        Timer.Print("A", net, "netgen", rows, runs => Independent(engine, data.Inputs, y, rows, inputs, outputs, runs));
        Timer.Print("AL", net, "netgen", rows, runs => Chained(engine, data.Inputs, y, rows, inputs, outputs, runs));
        foreach (int batch in new[] { 32, 128 })
        {
            Timer.Print($"F{batch}", net, "netgen", 1, runs => Batch(engine, data.Inputs, y, batch, inputs, outputs, runs));
        }
    }

    private static void Train<TEngine>(string net, TEngine engine, int inputs, int classes)
        where TEngine : struct, ITrainingEngine
    {
        if (Only is not null && Only != net)
        {
            return;
        }

        var data = new BenchmarkData(inputs, classes);
        foreach (int batch in new[] { 32, 128 })
        {
            Timer.Print($"B{batch}", net, "netgen", BenchmarkData.Rows / batch, runs => Steps(engine, data, batch, runs));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Independent<TEngine>(TEngine engine, float[] x, float[] y, int rows, int inputs, int outputs, long runs)
        where TEngine : struct, IForwardEngine
    {
        for (long run = 0; run < runs; run++)
        {
            for (int row = 0; row < rows; row++)
            {
                engine.Forward(new ReadOnlySpan<float>(x, row * inputs, inputs), new Span<float>(y, 0, outputs));
            }
        }
    }

    /// <summary>Each call waits for the output of the one before: what one call costs when nothing else is under way.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Chained<TEngine>(TEngine engine, float[] x, float[] y, int rows, int inputs, int outputs, long runs)
        where TEngine : struct, IForwardEngine
    {
        float last = 0;
        for (long run = 0; run < runs; run++)
        {
            for (int row = 0; row < rows; row++)
            {
                x[row * inputs] += last * 1e-30f;
                engine.Forward(new ReadOnlySpan<float>(x, row * inputs, inputs), new Span<float>(y, 0, outputs));
                last = y[0];
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Batch<TEngine>(TEngine engine, float[] x, float[] y, int rows, int inputs, int outputs, long runs)
        where TEngine : struct, IForwardEngine
    {
        for (long run = 0; run < runs; run++)
        {
            engine.Forward(new ReadOnlySpan<float>(x, 0, rows * inputs), new Span<float>(y, 0, rows * outputs));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Steps<TEngine>(TEngine engine, BenchmarkData data, int batch, long runs)
        where TEngine : struct, ITrainingEngine
    {
        for (long run = 0; run < runs; run++)
        {
            for (int row = 0; row + batch <= BenchmarkData.Rows; row += batch)
            {
                engine.Step(
                    new ReadOnlySpan<float>(data.Inputs, row * data.InputSize, batch * data.InputSize), new ReadOnlySpan<int>(data.Labels, row, batch));
            }
        }
    }
}
