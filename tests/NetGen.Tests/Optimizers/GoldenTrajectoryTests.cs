using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetGen.CompilerServices;
using Xunit;

namespace NetGen.Tests.Optimizers;

/// <summary>Eight steps of PyTorch in float64 on a 5-7-3 sigmoid network; its gradients are computed here by hand, in double.</summary>
[Trait("Category", "Functional")]
public class GoldenTrajectoryTests
{
    private const int Inputs = 5;
    private const int Hidden = 7;
    private const int Outputs = 3;

    private static readonly JsonElement Golden = Read();

    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("momentum_dampened")]
    [InlineData("nesterov")]
    [InlineData("rmsprop")]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("adagrad")]
    [InlineData("sgd_l2")]
    public void Trajectory_IsThatOfPyTorch(string rule)
    {
        JsonElement training = Golden.GetProperty("training").GetProperty(rule);
        Optimizer optimizer = Create(rule, training.GetProperty("arguments"));
        NetworkDescription network = new(
            "Odd",
            Inputs,
            Outputs,
            Loss.MeanSquaredError,
            208,
            [
                new TensorDescription("layer1.weight", TensorRole.Weight, 0, [Hidden, Inputs], [1, 16]),
                new TensorDescription("layer1.bias", TensorRole.Bias, 80, [Hidden], [1]),
                new TensorDescription("layer2.weight", TensorRole.Weight, 96, [Outputs, Hidden], [1, 16]),
                new TensorDescription("layer2.bias", TensorRole.Bias, 205, [Outputs], [1]),
            ]);
        float[] parameters = new float[network.ParameterStorage];
        float[] gradients = new float[network.ParameterStorage];
        foreach (TensorDescription tensor in network.Tensors)
        {
            TensorAccess.Set(tensor, parameters, Values(Golden.GetProperty("parameters"), tensor.Name));
        }

        int steps = training.GetProperty("steps").GetInt32();
        for (int step = 0; step < steps; step++)
        {
            double loss = Backward(network, parameters, gradients);
            Assert.Equal(training.GetProperty("losses")[step].GetDouble(), loss, 2e-6);
            optimizer.Step(parameters, gradients, network);
        }

        Assert.Equal(steps, optimizer.StepCount);
        foreach (TensorDescription tensor in network.Tensors)
        {
            float[] actual = new float[tensor.Length];
            TensorAccess.Get(tensor, parameters, actual);
            float[] expected = Values(training.GetProperty("parameters"), tensor.Name);
            Assert.All(actual.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 2e-6f));
        }
    }

    private static Optimizer Create(string rule, JsonElement arguments)
    {
        float Get(string name) => arguments.GetProperty(name).GetSingle();
        float lr = Get("lr");
        return rule switch
        {
            "sgd" => new GradientDescent(lr),
            "momentum" => new Momentum(lr, Get("momentum")),
            "momentum_dampened" => new Momentum(lr, Get("momentum")) { Dampening = Get("dampening") },
            "nesterov" => new Momentum(lr, Get("momentum")) { Nesterov = true },
            "rmsprop" => new RMSProp(lr, Get("decay")) { Epsilon = Get("eps") },
            "adam" => new Adam(lr, Get("beta1"), Get("beta2")) { Epsilon = Get("eps") },
            "adamw" => new AdamW(lr, Get("beta1"), Get("beta2")) { Epsilon = Get("eps"), WeightDecay = Get("weight_decay"), DecayBiases = true },
            "adagrad" => new AdaGrad(lr) { Epsilon = Get("eps") },
            "sgd_l2" => new GradientDescent(lr) { WeightDecay = Get("weight_decay"), DecayBiases = true },
            _ => throw new ArgumentException(rule),
        };
    }

    private static double Backward(NetworkDescription network, float[] parameters, float[] gradients)
    {
        double[] w1 = Tensor(network, parameters, "layer1.weight");
        double[] b1 = Tensor(network, parameters, "layer1.bias");
        double[] w2 = Tensor(network, parameters, "layer2.weight");
        double[] b2 = Tensor(network, parameters, "layer2.bias");
        double[] dw1 = new double[w1.Length], db1 = new double[b1.Length], dw2 = new double[w2.Length], db2 = new double[b2.Length];
        double[] x = Data("x");
        double[] target = Data("target");
        double scale = 1.0 / target.Length;
        double loss = 0;
        for (int row = 0; row < x.Length / Inputs; row++)
        {
            double[] h = new double[Hidden];
            double[] dh = new double[Hidden];
            for (int j = 0; j < Hidden; j++)
            {
                h[j] = 1 / (1 + Math.Exp(-(b1[j] + Enumerable.Range(0, Inputs).Sum(i => w1[(j * Inputs) + i] * x[(row * Inputs) + i]))));
            }

            for (int k = 0; k < Outputs; k++)
            {
                double error = b2[k] + Enumerable.Range(0, Hidden).Sum(j => w2[(k * Hidden) + j] * h[j]) - target[(row * Outputs) + k];
                loss += scale * error * error;
                double dy = 2 * scale * error;
                db2[k] += dy;
                for (int j = 0; j < Hidden; j++)
                {
                    dw2[(k * Hidden) + j] += dy * h[j];
                    dh[j] += dy * w2[(k * Hidden) + j];
                }
            }

            for (int j = 0; j < Hidden; j++)
            {
                double dz = dh[j] * h[j] * (1 - h[j]);
                db1[j] += dz;
                for (int i = 0; i < Inputs; i++)
                {
                    dw1[(j * Inputs) + i] += dz * x[(row * Inputs) + i];
                }
            }
        }

        foreach ((string name, double[] values) in new[] { ("layer1.weight", dw1), ("layer1.bias", db1), ("layer2.weight", dw2), ("layer2.bias", db2) })
        {
            TensorAccess.Set(network.Tensor(name), gradients, Array.ConvertAll(values, value => (float)value));
        }

        return loss;
    }

    private static double[] Tensor(NetworkDescription network, float[] slab, string name)
    {
        float[] values = new float[network.Tensor(name).Length];
        TensorAccess.Get(network.Tensor(name), slab, values);
        return Array.ConvertAll(values, value => (double)value);
    }

    private static double[] Data(string name) => [.. Golden.GetProperty(name).GetProperty("data").EnumerateArray().Select(value => value.GetDouble())];

    private static float[] Values(JsonElement tensors, string name) =>
        [.. tensors.GetProperty(name).GetProperty("data").EnumerateArray().Select(value => value.GetSingle())];

    private static JsonElement Read()
    {
        using Stream stream = typeof(GoldenTrajectoryTests).Assembly.GetManifestResourceStream("NetGen.Tests.Optimizers.odd_5_7_3.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
