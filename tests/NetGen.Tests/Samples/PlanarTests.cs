using System;
using System.Collections.Generic;
using System.IO;
using NetGen.Data;
using Planar;
using Xunit;

namespace NetGen.Tests.Samples;

/// <summary>The planar sample against the same training in float64.</summary>
public sealed class PlanarTests
{
    [Fact]
    [Trait("Category", "Functional")]
    public void EveryCost_AgreesWithTheReference()
    {
        PlanarReference reference = PlanarReference.Load(Path.Combine(AppContext.BaseDirectory, "Samples", "planar_reference.json"));
        Dataset data = CsvDataset.Load(Path.Combine(AppContext.BaseDirectory, "Samples", "planar.csv"));
        PlanarNet network = reference.CreateNetwork();
        IReadOnlyList<float> costs = PlanarTraining.Run(network, data, reference.LearningRate);
        Assert.Equal((400, 11), (data.Rows, costs.Count));
        Assert.Equal(11, reference.Costs.Count);
        for (int i = 0; i < costs.Count; i++)
        {
            Assert.True(Math.Abs(costs[i] - reference.Costs[i]) <= 1e-4, $"iteration {i * 1000}: {costs[i]:R}, reference {reference.Costs[i]:R}");
        }

        Assert.Equal(reference.Accuracy, Evaluator.Evaluate(network, data).Accuracy!.Value, 0.0051);
    }
}
