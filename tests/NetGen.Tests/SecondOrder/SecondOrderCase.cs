using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetGen.CompilerServices;

namespace NetGen.Tests.SecondOrder;

/// <summary>A network and a batch with gradient, Hessian products and the Hessian's eigenvalues, by PyTorch in float64.</summary>
internal sealed class SecondOrderCase
{
    private readonly JsonElement _root;

    private SecondOrderCase(JsonElement root) => _root = root;

    public float[] Inputs => Floats(_root.GetProperty("x"));

    public float[] Targets => Floats(_root.GetProperty("target"));

    public double Loss => _root.GetProperty("loss_value").GetDouble();

    public double[] Gradient => Doubles(_root.GetProperty("gradient"));

    public double[][] Vectors => [.. _root.GetProperty("vectors").EnumerateArray().Select(Doubles)];

    public double[][] Products => [.. _root.GetProperty("hessian_vector").EnumerateArray().Select(Doubles)];

    public double[] Eigenvalues => Doubles(_root.GetProperty("hessian_eigenvalues"));

    public static SecondOrderCase Load(string name)
    {
        using Stream stream = typeof(SecondOrderCase).Assembly.GetManifestResourceStream($"SecondOrder/{name}.json")
            ?? throw new FileNotFoundException($"No case {name}.");
        return new SecondOrderCase(JsonDocument.Parse(stream).RootElement);
    }

    /// <summary>The network of the case with the case's parameters.</summary>
    public ISecondOrderNetwork CreateNetwork()
    {
        ISecondOrderNetwork network = _root.GetProperty("name").GetString() switch
        {
            "so_2_4_1_bce" => new So241Net(),
            "so_3_5_2_mse" => new So352Net(),
            "so_4_6_3_ce" => new So463Net(),
            "so_linear" => new SoLinearNet(),
            string name => throw new ArgumentException(name),
            null => throw new ArgumentException("The case has no name."),
        };
        Slab(network, Doubles(_root.GetProperty("parameters"))).CopyTo(network.Parameters);
        return network;
    }

    /// <summary>Values of all tensors one after the other, in storage order.</summary>
    public static float[] Slab(INetwork network, double[] values)
    {
        float[] slab = new float[network.ParameterStorage];
        int start = 0;
        foreach (TensorDescription tensor in network.Description.Tensors)
        {
            TensorAccess.Set(tensor, slab, Array.ConvertAll(values[start..(start + tensor.Length)], v => (float)v));
            start += tensor.Length;
        }

        return slab;
    }

    private static double[] Doubles(JsonElement values) => [.. values.EnumerateArray().Select(v => v.GetDouble())];

    private static float[] Floats(JsonElement values) => [.. Doubles(values).Select(v => (float)v)];
}
