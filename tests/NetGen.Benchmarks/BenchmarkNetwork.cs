using System;
using System.Collections.Generic;

namespace NetGen.Benchmarks;

/// <summary>A network of the benchmarks, and how to run it on every engine.</summary>
/// <remarks>Making a baseline compares it with the generated network, so a figure is never that of a wrong result.</remarks>
internal sealed class BenchmarkNetwork
{
    private const float Tolerance = 1e-4f;
    private readonly Activation[] _activations;
    private readonly Func<INetwork> _create;
    private readonly Func<INetwork, float, ForwardWorkload> _forward;
    private readonly Func<INetwork, float, TrainingWorkload>? _train;

    private BenchmarkNetwork(
        string name,
        Activation[] activations,
        Func<INetwork> create,
        Func<INetwork, float, ForwardWorkload> forward,
        Func<INetwork, float, TrainingWorkload>? train)
    {
        Name = name;
        _activations = activations;
        _create = create;
        _forward = forward;
        _train = train;
    }

    /// <summary>The engines, in the order of the output.</summary>
    public static IReadOnlyList<string> Engines { get; } = ["netgen", "jagged", "tensors"];

    /// <summary>The networks, the smallest first.</summary>
    public static IReadOnlyList<BenchmarkNetwork> All { get; } =
    [
        Define("tiny1", [Activation.Tanh, Activation.Sigmoid], () => new Tiny1(), n => new Tiny1Engine(n), Binary),
        Define("tiny2", [Activation.ReLU, Activation.ReLU, Activation.Softmax], () => new Tiny2(), n => new Tiny2Engine(n), Classifier),
        Define(
            "rt1",
            [Activation.Tanh, Activation.Tanh, Activation.Tanh, Activation.Tanh, Activation.Linear],
            () => new Rt1(),
            n => new Rt1Engine(n)),
        Define("rtc16", [Activation.Linear], () => new Rtc16(), n => new Rtc16Engine(n)),
        Define("rtc32", [Activation.Linear], () => new Rtc32(), n => new Rtc32Engine(n)),
        Define("rtc64", [Activation.Linear], () => new Rtc64(), n => new Rtc64Engine(n)),
        Define("mlp64", [Activation.ReLU, Activation.Softmax], () => new Mlp64(), n => new Mlp64Engine(n), Classifier),
        Define("mlp256", [Activation.ReLU, Activation.ReLU, Activation.Softmax], () => new Mlp256(), n => new Mlp256Engine(n)),
        Define("mnist", [Activation.ReLU, Activation.Softmax], () => new Mnist(), n => new MnistEngine(n), Classifier),
        Define("mnist2", [Activation.ReLU, Activation.ReLU, Activation.Softmax], () => new Mnist2(), n => new Mnist2Engine(n), Classifier),
    ];

    /// <summary>The short name that all peers use.</summary>
    public string Name { get; }

    /// <summary>Whether training is part of the benchmarks.</summary>
    public bool IsTrained => _train is not null;

    /// <summary>Finds a network by its short name.</summary>
    public static BenchmarkNetwork Find(string name)
    {
        foreach (BenchmarkNetwork network in All)
        {
            if (network.Name == name)
            {
                return network;
            }
        }

        throw new ArgumentException($"No network '{name}'.", nameof(name));
    }

    /// <summary>A fresh generated network.</summary>
    public INetwork Create() => _create();

    /// <summary>Predictions by an engine.</summary>
    public ForwardWorkload Forward(string engine)
    {
        INetwork network = _create();
        ForwardWorkload generated = ForwardGenerated(network);
        if (engine == "netgen")
        {
            return generated;
        }

        var baseline = new ForwardWorkload<BaselineEngine>(Baseline(network, engine), network.InputSize, network.OutputSize);
        float[] expected = generated.Predict(32);
        float[] actual = baseline.Predict(32);
        for (int i = 0; i < expected.Length; i++)
        {
            Compare(engine, $"output {i}", expected[i], actual[i]);
        }

        return baseline;
    }

    /// <summary>Training steps by an engine.</summary>
    public TrainingWorkload Train(string engine)
    {
        INetwork network = _create();
        TrainingWorkload generated = TrainGenerated(network);
        if (engine == "netgen")
        {
            return generated;
        }

        // The losses of the first steps show whether gradients and updates are the same.
        var baseline = new TrainingWorkload<BaselineEngine>(Baseline(network, engine), network.InputSize, Math.Max(network.OutputSize, 2));
        for (int number = 0; number < 4; number++)
        {
            Compare(engine, $"the loss of step {number}", generated.Step(32, number), baseline.Step(32, number));
        }

        return baseline;
    }

    /// <summary>Training steps of a given generated network, on inputs times <paramref name="scale"/>.</summary>
    public TrainingWorkload TrainGenerated(INetwork network, float scale = 1f) =>
        _train is not null ? _train(network, scale) : throw new InvalidOperationException($"{Name} is not trained.");

    /// <summary>Predictions by a given generated network, of inputs times <paramref name="scale"/>.</summary>
    public ForwardWorkload ForwardGenerated(INetwork network, float scale = 1f) => _forward(network, scale);

    private static BenchmarkNetwork Define<TNetwork, TEngine>(
        string name,
        Activation[] activations,
        Func<TNetwork> create,
        Func<TNetwork, TEngine> engine,
        Func<TNetwork, float, TrainingWorkload>? train = null)
        where TNetwork : INetwork
        where TEngine : struct, IForwardEngine =>
        new(
            name,
            activations,
            () => create(),
            (network, scale) => new ForwardWorkload<TEngine>(engine((TNetwork)network), network.InputSize, network.OutputSize, scale),
            train is null ? null : (network, scale) => train((TNetwork)network, scale));

    private static TrainingWorkload Binary(Tiny1 network, float scale) =>
        new TrainingWorkload<BinaryTraining>(new(network), Tiny1.InputSize, 2, scale);

    private static TrainingWorkload Classifier(IClassifier network, float scale) =>
        new TrainingWorkload<ClassifierTraining>(new(network), network.InputSize, network.OutputSize, scale);

    private BaselineEngine Baseline(INetwork network, string engine) => new(
        new BaselineNetwork(network, _activations, (inputs, units, activation) => engine switch
        {
            "jagged" => new JaggedLayer(inputs, units, activation),
            "tensors" => new TensorsLayer(inputs, units, activation),
            _ => throw new ArgumentException($"No engine '{engine}'.", nameof(engine)),
        }));

    private void Compare(string engine, string what, float expected, float actual)
    {
        if (!(Math.Abs(expected - actual) <= Tolerance))
        {
            throw new InvalidOperationException($"{Name}, {engine}: {what} is {actual}, of the generated network {expected}.");
        }
    }
}
