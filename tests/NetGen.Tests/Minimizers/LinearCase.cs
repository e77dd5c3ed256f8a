using System;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NetGen.Tests.Minimizers;

[Network(3)]
[Dense(2)]
public sealed partial class LeastSquaresNet;

/// <summary>A least-squares problem with its Hessian's eigenvalues, by PyTorch in float64.</summary>
internal sealed class LinearCase
{
    public LinearCase()
    {
        using Stream stream = typeof(LinearCase).Assembly.GetManifestResourceStream("SecondOrder/so_linear.json")!;
        using var json = JsonDocument.Parse(stream);
        Inputs = Read(json, "x");
        Targets = Read(json, "target");
        Parameters = Read(json, "parameters");
        Gradient = Read(json, "gradient");
        Loss = json.RootElement.GetProperty("loss_value").GetDouble();
        Eigenvalues = [.. json.RootElement.GetProperty("hessian_eigenvalues").EnumerateArray().Select(v => v.GetDouble())];
        Condition = Eigenvalues.Max() / Eigenvalues.Min();
    }

    public float[] Inputs { get; }

    public float[] Targets { get; }

    public float[] Parameters { get; }

    public float[] Gradient { get; }

    public double Loss { get; }

    /// <summary>The eigenvalues of the Hessian.</summary>
    public double[] Eigenvalues { get; }

    /// <summary>The condition number of the Hessian.</summary>
    public double Condition { get; }

    public LeastSquaresNet CreateNetwork()
    {
        var network = new LeastSquaresNet();
        network.SetTensor("layer1.weight", Parameters.AsSpan(0, 6));
        network.SetTensor("layer1.bias", Parameters.AsSpan(6));
        return network;
    }

    /// <summary>The mean loss in double.</summary>
    public double LossOf(LeastSquaresNet network)
    {
        float[] weight = new float[6];
        float[] bias = new float[2];
        network.GetTensor("layer1.weight", weight);
        network.GetTensor("layer1.bias", bias);
        double sum = 0;
        for (int i = 0; i < Targets.Length; i++)
        {
            (int row, int k) = Math.DivRem(i, 2);
            double error = bias[k] - (double)Targets[i];
            for (int j = 0; j < 3; j++)
            {
                error += (double)weight[(k * 3) + j] * Inputs[(row * 3) + j];
            }

            sum += error * error;
        }

        return sum / Targets.Length;
    }

    private static float[] Read(JsonDocument json, string name) =>
        [.. json.RootElement.GetProperty(name).EnumerateArray().Select(v => (float)v.GetDouble())];
}
