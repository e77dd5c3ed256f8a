using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.CompilerServices;
using Xunit;

namespace NetGen.Tests.Golden;

/// <summary>Generated networks against PyTorch in float64.</summary>
[Trait("Category", "Functional")]
public sealed class GoldenTests
{
    public static TheoryData<string> Cases => [.. GoldenNetworks.All.Keys];

    public static TheoryData<string> Classifiers => [.. GoldenNetworks.All.Keys.Where(name => GoldenNetworks.All[name]() is IClassifier)];

    public static TheoryData<string, string> Trajectories
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string name in GoldenNetworks.All.Keys)
            {
                foreach (string optimizer in GoldenCase.Load(name).Optimizers)
                {
                    data.Add(name, optimizer);
                }
            }

            return data;
        }
    }

    [Fact]
    public void EveryCase_HasANetwork()
    {
        string[] files = [.. typeof(GoldenTests).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Golden/", StringComparison.Ordinal))];
        Assert.Equal(28, files.Length);
        Assert.Equal(files.Order(), GoldenNetworks.All.Keys.Select(n => $"Golden/{n}.json").Order());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tensors_HavePyTorchsNamesAndShapes(string name)
    {
        var golden = GoldenCase.Load(name);
        INetwork network = golden.CreateNetwork(name);
        Assert.Equal(golden.Tensors("parameters").Keys, network.Description.Tensors.Select(t => t.Name));
        Assert.All(network.Description.Tensors, t => Assert.Equal(golden.Shape(t.Name), t.Shape));
        Assert.Equal(golden.Tensors("parameters").Values.Sum(v => v.Length), network.ParameterCount);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_GivesPyTorchsOutput(string name)
    {
        var golden = GoldenCase.Load(name);
        INetwork network = golden.CreateNetwork(name);
        float[] outputs = new float[golden.Rows * network.OutputSize];
        network.Forward(golden.Inputs, outputs);
        AssertNear(golden.Output, outputs, "output of the batch");

        for (int row = 0; row < golden.Rows; row++)
        {
            float[] one = new float[network.OutputSize];
            network.Forward(golden.Inputs.AsSpan(row * network.InputSize, network.InputSize), one);
            AssertNear(golden.Output.AsSpan(row * network.OutputSize, network.OutputSize).ToArray(), one, $"output of row {row}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backward_GivesPyTorchsLossAndGradients(string name)
    {
        var golden = GoldenCase.Load(name);
        INetwork network = golden.CreateNetwork(name);
        float[] gradients = new float[network.ParameterStorage];
        float loss = network.Backward(golden.Inputs, golden.Targets, gradients);
        AssertNear([golden.Loss], [loss], "loss");
        if (name != GoldenNetworks.BatchNorm)
        {
            AssertNear([golden.Loss], [network.ComputeLoss(golden.Inputs, golden.Targets)], "loss without gradients");
        }

        AssertTensors(network, golden.Tensors("gradients"), gradients, 1e-5, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Classifiers))]
    public void Labels_GiveWhatOneHotTargetsGive(string name)
    {
        var golden = GoldenCase.Load(name);
        var network = (IClassifier)golden.CreateNetwork(name);
        int[] labels = [.. golden.Targets.Chunk(network.OutputSize).Select(row => Array.IndexOf(row, 1f))];
        float[] expected = new float[network.ParameterStorage];
        float[] actual = new float[network.ParameterStorage];
        Assert.Equal(network.Backward(golden.Inputs, golden.Targets, expected), network.Backward(golden.Inputs, labels, actual));
        Assert.Equal(expected, actual);
        Assert.Equal(network.ComputeLoss(golden.Inputs, golden.Targets), network.ComputeLoss(golden.Inputs, labels));
    }

    [Theory]
    [MemberData(nameof(Trajectories))]
    public void EightSteps_FollowPyTorch(string name, string optimizer)
    {
        var golden = GoldenCase.Load(name);
        INetwork network = golden.CreateNetwork(name);
        GoldenTrajectory trajectory = golden.Trajectory(optimizer);
        IOptimizer rule = CreateOptimizer(optimizer, trajectory.Arguments);
        float[] gradients = new float[network.ParameterStorage];
        foreach (double expected in trajectory.Losses)
        {
            float loss = network.Backward(golden.Inputs, golden.Targets, gradients);
            Assert.True(Math.Abs(loss - expected) <= 1e-4 * Math.Max(1, Math.Abs(expected)), $"loss {loss:R}, expected {expected:R}");
            network.Update(rule, gradients);
        }

        AssertTensors(network, trajectory.Parameters, network.Parameters, 1e-4, 1e-4);
    }

    /// <summary>PyTorch decays biases like weights.</summary>
    private static IOptimizer CreateOptimizer(string name, IReadOnlyDictionary<string, float> arguments)
    {
        float lr = arguments["lr"];
        return name switch
        {
            "sgd" => new GradientDescent(lr),
            "sgd_l2" => new GradientDescent(lr) { WeightDecay = arguments["weight_decay"], DecayBiases = true },
            "momentum" => new Momentum(lr, arguments["momentum"]),
            "momentum_dampened" => new Momentum(lr, arguments["momentum"]) { Dampening = arguments["dampening"] },
            "nesterov" => new Momentum(lr, arguments["momentum"]) { Nesterov = true },
            "rmsprop" => new RMSProp(lr, arguments["decay"]) { Epsilon = arguments["eps"] },
            "adam" => new Adam(lr, arguments["beta1"], arguments["beta2"]) { Epsilon = arguments["eps"] },
            "adamw" => new AdamW(lr, arguments["beta1"], arguments["beta2"]) { Epsilon = arguments["eps"], WeightDecay = arguments["weight_decay"], DecayBiases = true },
            "adagrad" => new AdaGrad(lr) { Epsilon = arguments["eps"] },
            _ => throw new ArgumentException(name, nameof(name)),
        };
    }

    internal static void AssertTensors(
        INetwork network, IReadOnlyDictionary<string, double[]> expected, ReadOnlySpan<float> slab, double relative, double absolute)
    {
        foreach ((string tensor, double[] values) in expected)
        {
            float[] actual = new float[values.Length];
            TensorAccess.Get(network.Description.Tensor(tensor), slab, actual);
            AssertNear(values, actual, tensor, relative, absolute);
        }
    }

    internal static void AssertNear(double[] expected, float[] actual, string what, double relative = 1e-5, double absolute = 1e-6)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double limit = absolute + (relative * Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - actual[i]) <= limit, $"{what}[{i}] is {actual[i]:R}, expected {expected[i]:R}");
        }
    }
}
