using System;
using System.Collections.Generic;
using NetGen.CompilerServices;

namespace NetGen.Tests.Optimizers;

/// <summary>The layout of a 3-5-2 network as the compiler makes it, with a slab that is no whole number of vectors, and synthetic gradients.</summary>
internal static class FakeNetwork
{
    public static NetworkDescription Create(string name = "FakeNet", int storage = 150) =>
        new(
            name,
            3,
            2,
            Loss.MeanSquaredError,
            storage,
            [
                new TensorDescription("layer1.weight", TensorRole.Weight, 0, [5, 3], [1, 16]),
                new TensorDescription("layer1.bias", TensorRole.Bias, 48, [5], [1]),
                new TensorDescription("layer2.weight", TensorRole.Weight, 64, [2, 5], [1, 16]),
                new TensorDescription("layer2.bias", TensorRole.Bias, 144, [2], [1]),
            ]);

    /// <summary>A slab with random normal values in all tensors and zero padding.</summary>
    public static float[] Slab(NetworkDescription network, ulong seed, float scale = 1f)
    {
        float[] slab = new float[network.ParameterStorage];
        Xoshiro256 random = new(seed);
        foreach (TensorDescription tensor in network.Tensors)
        {
            float[] values = new float[tensor.Length];
            foreach (ref float value in values.AsSpan())
            {
                value = (float)random.NextNormal() * scale;
            }

            TensorAccess.Set(tensor, slab, values);
        }

        return slab;
    }

    /// <summary>Which values of the slab belong to a tensor of the role; null asks for padding.</summary>
    public static bool[] Mask(NetworkDescription network, TensorRole? role)
    {
        float[] slab = new float[network.ParameterStorage];
        foreach (TensorDescription tensor in network.Tensors)
        {
            float[] values = new float[tensor.Length];
            Array.Fill(values, 1f + (int)tensor.Role);
            TensorAccess.Set(tensor, slab, values);
        }

        return Array.ConvertAll(slab, mark => mark == (role is { } r ? 1f + (int)r : 0f));
    }

    /// <summary>Takes steps along gradients that depend on nothing but the step number.</summary>
    public static void Train(IOptimizer optimizer, NetworkDescription network, float[] parameters, int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            optimizer.Step(parameters, Slab(network, 1000 + (ulong)i, 0.1f), network);
        }
    }

    /// <summary>One optimizer of each kind and mode, by a name for the test list.</summary>
    public static IReadOnlyDictionary<string, Func<Optimizer>> Optimizers { get; } = new Dictionary<string, Func<Optimizer>>
    {
        ["GradientDescent"] = () => new GradientDescent(0.1f),
        ["GradientDescent L2"] = () => new GradientDescent(0.1f) { WeightDecay = 0.05f },
        ["Momentum"] = () => new Momentum(0.05f),
        ["Momentum dampened L2"] = () => new Momentum(0.05f, 0.8f) { Dampening = 0.8f, WeightDecay = 0.05f, DecayBiases = true },
        ["Momentum Nesterov"] = () => new Momentum(0.05f) { Nesterov = true },
        ["RMSProp"] = () => new RMSProp(0.01f),
        ["RMSProp L2"] = () => new RMSProp(0.01f, 0.99f) { WeightDecay = 0.05f, Epsilon = 1e-6f },
        ["AdaGrad"] = () => new AdaGrad(0.05f),
        ["AdaGrad L2"] = () => new AdaGrad(0.05f) { WeightDecay = 0.05f },
        ["Adam"] = () => new Adam(0.01f),
        ["Adam L2"] = () => new Adam(0.01f, 0.8f, 0.95f) { WeightDecay = 0.05f, Epsilon = 1e-6f },
        ["AdamW"] = () => new AdamW(0.01f) { WeightDecay = 0.1f },
        ["AdamW all"] = () => new AdamW(0.01f) { DecayBiases = true },
        ["AdamW none"] = () => new AdamW(0.01f) { WeightDecay = 0f },
    };

    public static TheoryNames Names => new(Optimizers.Keys);
}
