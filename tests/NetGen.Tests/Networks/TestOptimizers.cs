using System;
using System.Collections.Generic;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Every optimizer of the library, by name, plain and with weight decay on everything.</summary>
internal static class TestOptimizers
{
    public static IReadOnlyDictionary<string, Func<IOptimizer>> All { get; } = new Dictionary<string, Func<IOptimizer>>
    {
        ["GradientDescent"] = () => new GradientDescent(0.1f),
        ["GradientDescent decay"] = () => new GradientDescent(0.1f) { WeightDecay = 0.1f, DecayBiases = true },
        ["Momentum"] = () => new Momentum(0.1f),
        ["Momentum decay"] = () => new Momentum(0.1f) { Nesterov = true, WeightDecay = 0.1f, DecayBiases = true },
        ["Momentum dampened"] = () => new Momentum(0.1f) { Dampening = 0.9f, WeightDecay = 0.1f },
        ["RMSProp"] = () => new RMSProp(0.01f),
        ["RMSProp decay"] = () => new RMSProp(0.01f) { WeightDecay = 0.1f, DecayBiases = true },
        ["Adam"] = () => new Adam(0.01f),
        ["Adam decay"] = () => new Adam(0.01f) { WeightDecay = 0.1f, DecayBiases = true },
        ["AdamW"] = () => new AdamW(0.01f),
        ["AdamW decay"] = () => new AdamW(0.01f) { WeightDecay = 0.1f, DecayBiases = true },
        ["AdaGrad"] = () => new AdaGrad(0.1f),
        ["AdaGrad decay"] = () => new AdaGrad(0.1f) { WeightDecay = 0.1f, DecayBiases = true },
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
