using System;

namespace NetGen.Benchmarks;

/// <summary>What a feature adds to the time of a network that is the same without it, and what derivatives take beside a gradient.</summary>
internal static class Features
{
    private const int Rows = 128;

    public static void Run()
    {
        Console.WriteLine("bench,net,feature,plain_ns,ns,ratio");
        Compare("mlp64", new Mlp64(), [
            ("batchnorm", new Mlp64BatchNorm()),
            ("layernorm", new Mlp64LayerNorm()),
            ("dropout", new Mlp64Dropout()),
            ("standardize", new Mlp64Standardize()),
            ("labelsmoothing", new Mlp64LabelSmoothing()),
            ("penalty", new Mlp64Penalty()),
        ]);
        Differentiate("mlp64", new Mlp64SecondOrder());
        Compare("mnist", new Mnist(), [
            ("batchnorm", new MnistBatchNorm()),
            ("layernorm", new MnistLayerNorm()),
            ("dropout", new MnistDropout()),
            ("standardize", new MnistStandardize()),
            ("labelsmoothing", new MnistLabelSmoothing()),
            ("penalty", new MnistPenalty()),
        ]);
        Differentiate("mnist", new MnistSecondOrder());
    }

    private static void Compare(string net, IClassifier plain, (string Name, IClassifier Network)[] features)
    {
        foreach ((string bench, Func<IClassifier, double> time) in new (string, Func<IClassifier, double>)[]
        {
            ("A", Row), ($"F{Rows}", Batch), ("B32", network => Step(network, 32)), ($"B{Rows}", network => Step(network, Rows)),
        })
        {
            foreach ((string name, IClassifier network) in features)
            {
                // The plain network beside each of them: a machine that slows down slows both.
                Print(bench, net, name, time(plain), time(network));
            }
        }
    }

    private static void Differentiate<TNetwork>(string net, TNetwork network)
        where TNetwork : IInputGradientNetwork, ISecondOrderNetwork
    {
        float[] inputs = new BenchmarkData(network.InputSize, network.OutputSize).Inputs.AsSpan(0, Rows * network.InputSize).ToArray();
        float[] targets = new float[Rows * network.OutputSize];
        for (int row = 0; row < Rows; row++)
        {
            targets[(row * network.OutputSize) + (row % network.OutputSize)] = 1f;
        }

        float[] inputGradients = new float[inputs.Length];
        float[] vector = network.Parameters.ToArray();
        float[] result = new float[network.ParameterStorage];
        double Time(Action call) => Timer.Median(1, runs =>
        {
            for (long run = 0; run < runs; run++)
            {
                call();
            }
        });

        double Backward() => Time(() => network.Backward(inputs, targets, result));
        Print($"D{Rows}", net, "inputgradient", Backward(), Time(() => network.InputGradient(inputs, targets, inputGradients)));
        Print($"D{Rows}", net, "hessianvector", Backward(), Time(() => network.HessianVector(inputs, targets, vector, result)));
    }

    private static double Row(IClassifier network)
    {
        var workload = Forward(network);
        return Timer.Median(workload.Rows, workload.Independent);
    }

    private static double Batch(IClassifier network)
    {
        var workload = Forward(network);
        return Timer.Median(1, runs => workload.Batch(Rows, runs));
    }

    private static double Step(IClassifier network, int batch)
    {
        var workload = new TrainingWorkload<ClassifierTraining>(new(network), network.InputSize, network.OutputSize);
        return Timer.Median(BenchmarkData.Rows / batch, runs => workload.Epochs(batch, runs));
    }

    private static ForwardWorkload<AnyEngine> Forward(INetwork network) => new(new(network), network.InputSize, network.OutputSize);

    private static void Print(string bench, string net, string feature, double plain, double time) =>
        Console.WriteLine(FormattableString.Invariant($"{bench},{net},{feature},{plain:F2},{time:F2},{time / plain:F2}"));

    /// <summary>Any network, called by its interface.</summary>
    private readonly struct AnyEngine(INetwork network) : IForwardEngine
    {
        public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => network.Forward(inputs, outputs);
    }
}
