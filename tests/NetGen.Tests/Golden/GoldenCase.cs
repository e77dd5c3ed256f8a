using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NetGen.Tests.Golden;

/// <summary>A case computed with PyTorch in float64: parameters, a batch, and what must come out.</summary>
internal sealed class GoldenCase
{
    private readonly JsonElement _root;

    private GoldenCase(JsonElement root) => _root = root;

    public int Rows => _root.GetProperty("batch").GetInt32();

    public float[] Inputs => Floats(_root.GetProperty("x"));

    public float[] Targets => Floats(_root.GetProperty("target"));

    public double[] Output => Doubles(_root.GetProperty("inference_output"));

    public double[] InputGradient => Doubles(_root.GetProperty("input_gradient"));

    public double[] TrainingOutput => Doubles(_root.GetProperty("training_output"));

    public double Loss => _root.GetProperty("loss_value").GetDouble();

    public IReadOnlyList<string> Optimizers => [.. _root.GetProperty("training").EnumerateObject().Select(p => p.Name)];

    public static GoldenCase Load(string name)
    {
        using Stream stream = typeof(GoldenCase).Assembly.GetManifestResourceStream($"Golden/{name}.json")
            ?? throw new FileNotFoundException($"No golden case {name}.");
        return new GoldenCase(JsonDocument.Parse(stream).RootElement);
    }

    public IReadOnlyDictionary<string, double[]> Tensors(string section) =>
        _root.GetProperty(section).EnumerateObject().ToDictionary(p => p.Name, p => Doubles(p.Value));

    public IReadOnlyList<int> Shape(string tensor) =>
        [.. _root.GetProperty("parameters").GetProperty(tensor).GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];

    public GoldenTrajectory Trajectory(string optimizer)
    {
        JsonElement training = _root.GetProperty("training").GetProperty(optimizer);
        return new GoldenTrajectory(
            training.GetProperty("arguments").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetSingle()),
            [.. training.GetProperty("losses").EnumerateArray().Select(e => e.GetDouble())],
            training.GetProperty("parameters").EnumerateObject().ToDictionary(p => p.Name, p => Doubles(p.Value)));
    }

    /// <summary>The network of the case with the case's parameters.</summary>
    public INetwork CreateNetwork(string name)
    {
        INetwork network = GoldenNetworks.All[name]();
        string[] sections = network.Description.Buffers.Count > 0 ? ["parameters", "buffers"] : ["parameters"];
        foreach ((string tensor, double[] values) in sections.SelectMany(Tensors))
        {
            network.SetTensor(tensor, Array.ConvertAll(values, v => (float)v));
        }

        return network;
    }

    private static double[] Doubles(JsonElement tensor) => [.. tensor.GetProperty("data").EnumerateArray().Select(e => e.GetDouble())];

    private static float[] Floats(JsonElement tensor) => Array.ConvertAll(Doubles(tensor), v => (float)v);
}

/// <summary>Eight steps of an optimizer on the batch of a case.</summary>
internal sealed record GoldenTrajectory(
    IReadOnlyDictionary<string, float> Arguments, IReadOnlyList<double> Losses, IReadOnlyDictionary<string, double[]> Parameters);
