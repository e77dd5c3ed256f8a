using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Planar;

/// <summary>The same training in float64: initial weights, and the cost every 1,000 iterations of gradient descent.</summary>
public sealed class PlanarReference
{
    /// <summary>Steps of gradient descent.</summary>
    public const int Iterations = 10_000;

    /// <summary>Steps between two costs.</summary>
    public const int Interval = 1_000;

    private readonly JsonElement _root;

    private PlanarReference(JsonElement root) => _root = root;

    /// <summary>The learning rate of gradient descent.</summary>
    public float LearningRate => _root.GetProperty("learning_rate").GetSingle();

    /// <summary>The first is the cost before any step.</summary>
    public IReadOnlyList<double> Costs => [.. _root.GetProperty("cost_every_1000_iterations").EnumerateArray().Select(e => e.GetDouble())];

    /// <summary>The share of points told right in the end.</summary>
    public double Accuracy => _root.GetProperty("accuracy").GetDouble();

    /// <summary>Reads the reference.</summary>
    public static PlanarReference Load(string path) => new(JsonDocument.Parse(File.ReadAllText(path)).RootElement);

    /// <summary>A network with the reference's initial weights.</summary>
    public PlanarNet CreateNetwork()
    {
        var network = new PlanarNet();
        foreach (JsonProperty tensor in _root.GetProperty("initial").EnumerateObject())
        {
            network.SetTensor(tensor.Name, [.. Flatten(tensor.Value)]);
        }

        return network;
    }

    private static IEnumerable<float> Flatten(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flatten) : [element.GetSingle()];
}
